import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { type MockServer, type StartMockOptions, startMock } from "../../src/mock-library.js";

/** The path of the sandbox that exists from the start. */
export const BOX = "/v1/sandboxes/11111111-1111-4111-8111-111111111111";

/** Lets a client at an embedded API and returns what the judge says: `rule: numbers of the requests`, in its order. */
export async function judge(options: StartMockOptions, client: (mock: MockServer) => unknown): Promise<string[]> {
  const mock = await startMock(options);
  try {
    await client(mock);
    return mock.judge().verdicts.map(({ rule, requests }) => `${rule}: ${requests.map(({ n }) => n).join(" ")}`);
  } finally {
    await mock.close();
  }
}

/** How `ask` sends a request. */
export interface Asked {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Sends `METHOD /path` with the key through fetch, which keeps connections; a body that is no string goes as JSON. */
export function ask({ url, key }: MockServer, what: string, { body, headers, signal }: Asked = {}): Promise<Response> {
  const [method = "GET", path = "/"] = what.split(" ");
  const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
  return fetch(url + path, {
    method,
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json", ...headers },
    ...(text === undefined ? {} : { body: text }),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** The same, with the answer read to its end; null where none came. */
export async function askWhole(mock: MockServer, what: string, asked: Asked = {}): Promise<string | null> {
  try {
    return await (await ask(mock, what, asked)).text();
  } catch {
    return null;
  }
}

/** Runs a script of Node in a process of its own; it finds `url` and `headers` of a GET of the sandbox, and `http`. */
export async function runClient({ url, key }: MockServer, script: string): Promise<void> {
  const known = `const http = require("node:http");
    const url = ${JSON.stringify(url + BOX)}, headers = { Authorization: "Bearer ${key}" };`;
  await once(spawn(process.execPath, ["-e", known + script], { stdio: "inherit" }), "close");
}

/** Sends GETs of the sandbox on one connection without waiting for answers, each in a packet of its own. */
export async function pipeline({ url, key }: MockServer, count: number): Promise<void> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1").setNoDelay(true);
  await once(socket, "connect");
  let heard = "";
  socket.on("data", (chunk: Buffer) => {
    heard += chunk.toString("latin1");
    if (heard.split("HTTP/1.1 ").length > count) socket.destroy();
  });
  const request = `GET ${BOX} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${key}\r\n\r\n`;
  for (let i = 0; i < count; i += 1) socket.write(request);
  await once(socket, "close");
}
