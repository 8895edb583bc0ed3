import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { type TestContext, test } from "node:test";
import { DefaultChatTransport, type UIMessage } from "ai";
import { type MockServer, type StartMockOptions, startMock } from "../../src/mock-library.js";
import { type Task, ZOO } from "./zoo-clients.js";

const READ: Task = { method: "GET", path: "/v1/sandboxes/11111111-1111-4111-8111-111111111111", body: null };
const MAKE: Task = { method: "POST", path: "/v1/sandboxes", body: '{"agent":"my-agent"}' };
const HAS_CURL = spawnSync("curl", ["--version"]).status === 0;

/** Does a task and returns the rules that the judge says the client broke. */
async function judge(client: string, task: Task, options: StartMockOptions): Promise<readonly string[]> {
  const mock = await startMock(options);
  try {
    await ZOO[client]?.(mock, task).catch(() => undefined);
    assert.ok(mock.requests.length > 0, `${client} was heard of`);
    return [...new Set(mock.judge().verdicts.map(({ rule }) => rule))];
  } finally {
    await mock.close();
  }
}

interface Scene {
  readonly what: string;
  readonly task: Task;
  readonly script: string;
  /** The rules that each client breaks, as it is without further settings; those left out break none. */
  readonly verdicts: Readonly<Record<string, readonly string[]>>;
}

/** Measured with the versions in package-lock.json; curl 7.88 to 8. */
const SCENES: readonly Scene[] = [
  {
    what: "told to wait 3 s, clients that retry come back early: none reads the wait in the body",
    task: READ,
    script: "429(3s)",
    verdicts: {
      "undici RetryAgent": ["early_return"],
      ky: ["early_return"],
      got: ["early_return"],
      "axios-retry": ["early_return"],
      "curl --retry": ["early_return"],
    },
  },
  {
    what: "after a 503 curl alone repeats a POST that may have been carried out",
    task: MAKE,
    script: "503",
    verdicts: { "curl --retry": ["repeated_post"] },
  },
  { what: "after a 503 a GET may be repeated", task: READ, script: "503", verdicts: {} },
  { what: "nobody repeats a 404", task: READ, script: "404", verdicts: {} },
  {
    what: "after a reset connection axios-retry alone repeats a POST that may have been carried out",
    task: MAKE,
    script: "reset_before_head",
    verdicts: { "axios-retry": ["repeated_post"] },
  },
  { what: "nobody takes the key along to another origin", task: READ, script: "redirect_elsewhere", verdicts: {} },
];

for (const { what, task, script, verdicts } of SCENES) {
  test(what, async () => {
    const clients = Object.keys(ZOO).filter((name) => HAS_CURL || !name.startsWith("curl"));
    const seen = await Promise.all(clients.map(async (name) => [name, await judge(name, task, { script })] as const));
    assert.deepEqual(Object.fromEntries(seen), Object.fromEntries(clients.map((name) => [name, verdicts[name] ?? []])));
  });
}

async function openChat(t: TestContext, options: StartMockOptions = {}): Promise<MockServer> {
  const mock = await startMock(options);
  t.after(() => mock.close());
  return mock;
}

/** Sends a message through the chat transport of the AI SDK and gathers the parts that it makes of the stream. */
async function chat({ url, key, sandboxId }: MockServer, text: string): Promise<UIMessageChunks> {
  const transport = new DefaultChatTransport<UIMessage>({
    api: `${url}/v1/chat/my-agent`,
    headers: { Authorization: `Bearer ${key}` },
    body: { sandboxId },
  });
  const message: UIMessage = { id: "m1", role: "user", parts: [{ type: "text", text }] };
  const stream = await transport.sendMessages({
    trigger: "submit-message",
    chatId: "c1",
    messageId: undefined,
    messages: [message],
    abortSignal: undefined,
  });
  const chunks: UIMessageChunks = [];
  for await (const chunk of stream as unknown as AsyncIterable<UIMessageChunks[number]>) chunks.push(chunk);
  return chunks;
}
type UIMessageChunks = { readonly type: string; readonly errorText?: string }[];

test("the chat transport of the AI SDK reads our stream, each part by its own schema", async (t) => {
  const mock = await openChat(t);
  const types = new Set((await chat(mock, "Read it [tool]")).map(({ type }) => type));
  assert.deepEqual(
    [...types],
    [
      "start",
      "tool-input-start",
      "tool-input-delta",
      "tool-input-available",
      "tool-output-available",
      "text-start",
      "text-delta",
      "text-end",
      "message-metadata",
      "finish",
    ],
  );
  assert.deepEqual(mock.judge().verdicts, []);
});

test("the chat transport of the AI SDK passes a stream's error on, and throws the whole body of an error", async (t) => {
  const mock = await openChat(t, { script: "stream_finish_despite_error,409" });
  const chunks = await chat(mock, "Hi");
  assert.equal(chunks.find(({ type }) => type === "error")?.errorText, "API Error: 529 Overloaded");
  await assert.rejects(chat(mock, "Hi"), /"code":"(?:stream_active|conflict)"/);
});

test("who goes on after that error as if nothing were wrong is found out", async (t) => {
  const mock = await openChat(t, { script: "stream_finish_despite_error" });
  await chat(mock, "Hi");
  await chat(mock, "And now?");
  assert.deepEqual(
    mock.judge().verdicts.map(({ rule }) => rule),
    ["ignored_stream_error"],
  );
});
