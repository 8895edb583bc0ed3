import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { type Mock, type MockOptions, startMock } from "../../src/mock/start-mock.js";

/** A clock that tests set by hand; ms since 1970. */
export interface TestClock {
  nowMs: number;
}

/** A mock with a fixed clock and repeatable randomness, closed when the test ends. */
export async function openMock(
  context: TestContext,
  options: Partial<MockOptions> = {},
): Promise<{ mock: Mock; clock: TestClock }> {
  const clock = { nowMs: Date.UTC(2026, 0, 1) };
  const mock = await startMock({ now: () => clock.nowMs, random: createRandom(), ...options });
  context.after(() => mock.close());
  return { mock, clock };
}

/** Numbers in [0, 1), the same at every run (Park and Miller's generator). */
export function createRandom(): () => number {
  let seed = 42;
  return () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
}

/** How to send a request with `send`. */
export interface Wish {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The whole Authorization header; null sends none. The key's by default. */
  readonly authorization?: string | null;
}

/** Sends `"METHOD /path"` to a mock; a body that is no string goes as JSON. */
export function open(mock: Pick<Mock, "url" | "key">, methodAndPath: string, wish: Wish = {}): Promise<Response> {
  const [method = "GET", path = "/"] = methodAndPath.split(" ");
  const authorization = wish.authorization === undefined ? `Bearer ${mock.key}` : wish.authorization;
  const body = typeof wish.body === "string" ? wish.body : JSON.stringify(wish.body);
  return fetch(`${mock.url}${path}`, {
    method,
    headers: {
      "Content-Type": "application/json",
      ...(authorization === null ? {} : { Authorization: authorization }),
      ...wish.headers,
    },
    ...(body === undefined ? {} : { body }),
  });
}

/** What `send` returns: the status, and the body read as JSON (null where it is empty). */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Sends a request and reads its answer. */
export async function send(mock: Pick<Mock, "url" | "key">, methodAndPath: string, wish: Wish = {}): Promise<Seen> {
  const response = await open(mock, methodAndPath, wish);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}

/** Asserts that an answer is this error, with nothing more and nothing less. */
export function assertError(seen: Seen, status: number, code: string, message: string): void {
  assert.deepEqual(seen.body, { error: { code, message, status } });
  assert.equal(seen.status, status);
  assert.equal(seen.headers.get("content-type"), "application/json; charset=utf-8");
}

/** Reads a member of a JSON value by its path, such as `threads.0.id`; undefined where there is none. */
export function dig(value: unknown, path: string): unknown {
  let found = value;
  for (const name of path.split(".")) {
    found = typeof found === "object" && found !== null ? Reflect.get(found, name) : undefined;
  }
  return found;
}

/** Reads a member that is text, else fails. */
export function digText(value: unknown, path: string): string {
  const found = dig(value, path);
  assert.equal(typeof found, "string", `${path} is text`);
  return String(found);
}

/** The `data:` of all events in a stream. */
export function readEvents(text: string): string[] {
  return text
    .split("\n\n")
    .filter((event) => event !== "")
    .map((event) => event.replace(/^data: /, ""));
}

/** A message of a user. */
export function say(text: string): object {
  return { id: "m1", role: "user", parts: [{ type: "text", text }] };
}

/** Reads a stream until `text` has come; the reader stays open. */
export async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, text: string): Promise<string> {
  const decoder = new TextDecoder();
  let seen = "";
  while (!seen.includes(text)) {
    const { done, value } = await reader.read();
    if (done) break;
    seen += decoder.decode(value, { stream: true });
  }
  return seen;
}

/** The reader of a response's body. */
export function openReader(response: Response): ReadableStreamDefaultReader<Uint8Array> {
  assert.ok(response.body, "the response has a body");
  return response.body.getReader();
}
