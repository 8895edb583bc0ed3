import assert from "node:assert/strict";
import { connect } from "node:net";
import { type TestContext, test } from "node:test";
import { ALL_FAULTS } from "../../src/mock/faults/all-faults.js";
import { parseScript } from "../../src/mock/script/parse-script.js";
import type { Mock } from "../../src/mock/start-mock.js";
import {
  assertError,
  dig,
  digText,
  open,
  openMock,
  openReader,
  readEvents,
  readUntil,
  say,
  send,
} from "./mock-client.js";

const BOX = "/v1/sandboxes/11111111-1111-4111-8111-111111111111";
const CHAT = "POST /v1/chat/my-agent";

/** What comes over the wire for a GET with this `Prefer` until the connection ends, and whether it was reset. */
function hear(mock: Mock, prefer: string, more = ""): Promise<{ text: string; wasReset: boolean }> {
  return new Promise((resolve) => {
    let text = "";
    let wasReset = false;
    const socket = connect(mock.port, "127.0.0.1", () => {
      const headers = `Host: a\r\nAuthorization: Bearer ${mock.key}\r\nPrefer: ${prefer}\r\n${more}`;
      socket.write(`GET ${BOX} HTTP/1.1\r\n${headers}\r\n`);
    });
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      text += chunk;
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      wasReset = error.code === "ECONNRESET";
    });
    socket.on("close", () => resolve({ text, wasReset }));
  });
}

function split(text: string): { head: string; body: string; announced: number } {
  const end = text.indexOf("\r\n\r\n");
  const head = text.slice(0, end);
  return { head, body: text.slice(end + 4), announced: Number(/content-length: (\d+)/i.exec(head)?.[1]) };
}

test("reset_before_head, reset_in_head and reset_in_body break the connection in their phase", async (t) => {
  const { mock } = await openMock(t);
  assert.deepEqual(await hear(mock, "fault=reset_before_head"), { text: "", wasReset: true });
  const inHead = await hear(mock, "fault=reset_in_head");
  assert.ok(inHead.wasReset && inHead.text.startsWith("HTTP/1.1 200 OK") && !inHead.text.includes("\r\n\r\n"));
  const inBody = await hear(mock, "fault=reset_in_body");
  const { body, announced } = split(inBody.text);
  assert.ok(inBody.wasReset && body.length > 0 && body.length < announced);
});

test("a fault spoils a refusal too, and says that it was asked for", async (t) => {
  const { mock } = await openMock(t, { script: [parseScript("html_page", "documented")] });
  const page = await open(mock, "GET /v1/nope");
  assert.deepEqual([page.status, page.headers.get("content-type")], [502, "text/html"]);
  const spoilt = await open(mock, "GET /v1/nope", { headers: { Prefer: "fault=wrong_content_type" } });
  assert.equal(spoilt.status, 404);
  assert.doesNotMatch(spoilt.headers.get("content-type") ?? "", /json/);
  assert.equal(spoilt.headers.get("preference-applied"), "fault=wrong_content_type");
  await assert.rejects(open(mock, "GET /v1/nope", { authorization: null, headers: { Prefer: "fault=reset_in_head" } }));
});

test("stalls last as long as asked, and then the whole answer is there", async (t) => {
  const { mock } = await openMock(t, {
    script: [
      parseScript("stall_before_head(20ms),stall_in_head(20ms),stall_in_body(20ms),slow_drip(20ms)", "documented"),
    ],
  });
  for (let i = 0; i < 4; i += 1) assert.equal(dig((await send(mock, `GET ${BOX}`)).body, "id"), mock.sandboxId);
});

test("a stall without a duration lasts until the client leaves", async (t) => {
  const { mock } = await openMock(t);
  for (const fault of ["stall_before_head", "stall_in_head", "stall_in_body"]) {
    const options = {
      headers: { Authorization: `Bearer ${mock.key}`, Prefer: `fault=${fault}` },
      signal: AbortSignal.timeout(50),
    };
    await assert.rejects(async () => (await fetch(`${mock.url}${BOX}`, options)).text(), { name: "TimeoutError" });
  }
  assert.equal((await send(mock, `GET ${BOX}`)).status, 200);
});

test("truncate and wrong_content_length disagree with the length that they announce", async (t) => {
  const { mock } = await openMock(t);
  const cut = split((await hear(mock, "fault=truncate")).text);
  assert.ok(cut.body.length < cut.announced);
  const long = split((await hear(mock, "fault=wrong_content_length")).text);
  assert.ok(long.body.length > long.announced);
  assert.doesNotThrow(() => JSON.parse(long.body));
});

test("malformed_status and oversized_head are no HTTP to usual clients", async (t) => {
  const { mock } = await openMock(t);
  assert.match((await hear(mock, "fault=malformed_status")).text, /^HTTP\/1\.1 OK banana\r\n/);
  assert.ok(split((await hear(mock, "fault=oversized_head")).text).head.length > 500_000);
  for (const fault of ["malformed_status", "oversized_head"]) {
    await assert.rejects(open(mock, `GET ${BOX}`, { headers: { Prefer: `fault=${fault}` } }), TypeError);
  }
});

test("html_page, wrong_content_type and broken_gzip are answers that cannot be read", async (t) => {
  const { mock } = await openMock(t);
  const page = await open(mock, `GET ${BOX}`, { headers: { Prefer: "fault=html_page" } });
  assert.deepEqual([page.status, page.headers.get("content-type")], [502, "text/html"]);
  assert.match(await page.text(), /502 Bad Gateway/);
  const named = await open(mock, `GET ${BOX}`, { headers: { Prefer: "fault=wrong_content_type" } });
  assert.equal(named.headers.get("content-type"), "text/html");
  assert.equal(dig(await named.json(), "id"), mock.sandboxId);
  const zipped = await open(mock, `GET ${BOX}`, { headers: { Prefer: "fault=broken_gzip" } });
  await assert.rejects(zipped.text());
});

test("endless_body goes on until the client leaves, and keeps no more than it can send", async (t) => {
  const { mock } = await openMock(t);
  const reader = openReader(await open(mock, `GET ${BOX}`, { headers: { Prefer: "fault=endless_body" } }));
  let bytes = 0;
  while (bytes < 2_000_000) bytes += (await reader.read()).value?.length ?? 0;
  await reader.cancel();
  assert.equal((await send(mock, `GET ${BOX}`)).status, 200);
});

test("an endless body leaves no listeners behind, and ends as left", async (t) => {
  const warnings: string[] = [];
  const note = ({ message }: Error): number => warnings.push(message);
  process.on("warning", note);
  t.after(() => process.off("warning", note));
  const { mock } = await openMock(t);
  const reader = openReader(await open(mock, `GET ${BOX}`, { headers: { Prefer: "fault=endless_body" } }));
  for (let bytes = 0; bytes < 20_000_000; bytes += (await reader.read()).value?.length ?? 0);
  await reader.cancel();
  while (mock.requests[0]?.answer.ending === null) await send(mock, "GET /health");
  assert.deepEqual([mock.requests[0]?.answer.ending, warnings], ["left", []]);
});

/** Sends requests on one connection without waiting for answers; resolves with all that comes back until it is closed. */
function pipeline(mock: Mock, requests: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    let heard = "";
    const socket = connect(mock.port, "127.0.0.1", () => socket.write(requests.join("")));
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      heard += chunk;
    });
    socket.on("error", () => undefined).on("close", () => resolve(heard));
  });
}

test("a fault waits for the answers before it on the connection", async (t) => {
  const { mock } = await openMock(t);
  const head = `Host: a\r\nAuthorization: Bearer ${mock.key}\r\n`;
  const body = JSON.stringify({ messages: [say("Hi")], sandboxId: mock.sandboxId });
  const chat = `POST /v1/chat/my-agent HTTP/1.1\r\n${head}Content-Length: ${body.length}\r\n\r\n${body}`;
  const get = (prefer: string): string => `GET ${BOX} HTTP/1.1\r\n${head}Prefer: ${prefer}\r\n\r\n`;
  assert.match(await pipeline(mock, [chat, get("fault=html_page")]), /\[DONE\][\s\S]*502 Bad Gateway/);
  const heard = await pipeline(mock, [get("x"), get("fault=truncate"), get("x")]);
  assert.equal(heard.split("HTTP/1.1 200 OK").length - 1, 2);
});

test("the log has what a fault sent, and the HAR where it led", async (t) => {
  const { mock } = await openMock(t);
  await hear(mock, "fault=html_page");
  await hear(mock, "fault=redirect_elsewhere");
  await hear(mock, "fault=reset_before_head");
  const [page, redirect, reset] = mock.requests.map(({ answer }) => answer);
  assert.deepEqual(page?.headers[0], { name: "Content-Type", value: "text/html" });
  assert.match(page?.body ?? "", /^<html>[\s\S]*502 Bad Gateway/);
  assert.deepEqual([page?.ending, redirect?.ending, reset?.ending], ["whole", "whole", "broken"]);
  assert.deepEqual([reset?.status, reset?.headers, reset?.body], [null, [], ""]);
  const location = redirect?.headers.find(({ name }) => name === "Location")?.value;
  assert.equal(dig(JSON.parse(mock.writeHar()), "log.entries.1.response.redirectURL"), location);
});

test("redirect_elsewhere leads to another origin, which sees whether the key comes along", async (t) => {
  const { mock } = await openMock(t);
  const options = { headers: { Authorization: `Bearer ${mock.key}`, Prefer: "fault=redirect_elsewhere" } };
  const first = await fetch(`${mock.url}${BOX}`, { ...options, redirect: "manual" });
  assert.equal(first.status, 307);
  assert.notEqual(new URL(first.headers.get("location") ?? "").origin, mock.url);
  // fetch leaves the key behind.
  assert.equal((await fetch(`${mock.url}${BOX}`, options)).status, 200);
  assert.deepEqual(mock.judge().verdicts, []);
  await fetch(first.headers.get("location") ?? "", { headers: { Authorization: `Bearer ${mock.key}` } });
  assert.deepEqual(
    mock.judge().verdicts.map(({ rule }) => rule),
    ["key_exposed"],
  );
});

async function chat(
  t: TestContext,
  fault: string,
): Promise<{ mock: Mock; text: string; broke: boolean; thread: unknown }> {
  const { mock } = await openMock(t);
  const body = { messages: [say("Say hello")], sandboxId: mock.sandboxId };
  const reader = openReader(await open(mock, CHAT, { body, headers: { Prefer: `fault=${fault}` } }));
  let text = "";
  let broke = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      text += Buffer.from(value).toString("utf8");
    }
  } catch {
    broke = true;
  }
  const threads = await send(mock, `GET ${BOX}/threads`);
  const thread = await send(mock, `GET ${BOX}/threads/${digText(threads.body, "0.id")}`);
  return { mock, text, broke, thread: thread.body };
}

function typesOf(text: string): string[] {
  const types = readEvents(text).map((event) => (event === "[DONE]" ? event : digText(JSON.parse(event), "type")));
  return types.filter((type, i) => type !== types[i - 1]);
}

const STREAMS: Readonly<Record<string, readonly string[]>> = {
  stream_error_after_text: ["start", "text-start", "text-delta", "text-end", "error", "message-metadata", "[DONE]"],
  stream_error_before_text: ["start", "error", "message-metadata", "[DONE]"],
  stream_finish_despite_error: [
    "start",
    "text-start",
    "text-delta",
    "text-end",
    "error",
    "message-metadata",
    "finish",
    "[DONE]",
  ],
  stream_no_done: ["start", "text-start", "text-delta", "text-end"],
  stream_no_text: ["start", "message-metadata", "finish", "[DONE]"],
};

for (const [fault, types] of Object.entries(STREAMS)) {
  test(`${fault} streams ${types.join(", ")}`, async (t) => {
    const { text, broke, thread, mock } = await chat(t, fault);
    assert.deepEqual(typesOf(text), types);
    assert.ok(!broke);
    const isError = types.includes("error");
    assert.equal(dig(thread, "status"), isError ? "error" : "completed");
    assert.equal(dig(thread, "error"), isError ? "sandbox_error: API Error: 529 Overloaded" : null);
    // The sandbox is free again.
    assert.match(
      await (await open(mock, CHAT, { body: { messages: [say("Hi")], sandboxId: mock.sandboxId } })).text(),
      /finish/,
    );
  });
}

test("stream_cut_in_event breaks off within an event", async (t) => {
  const { text, broke } = await chat(t, "stream_cut_in_event");
  assert.ok(broke);
  assert.match(text, /"type":"text-delta","id":"[^"]+","del$/);
});

test("[tool] in a message brings the events of a tool call, so that all eleven types can be had", async (t) => {
  const { mock } = await openMock(t);
  const body = { messages: [say("Read it [tool]")], sandboxId: mock.sandboxId };
  const plain = typesOf(await (await open(mock, CHAT, { body })).text());
  const failed = typesOf(
    await (await open(mock, CHAT, { body, headers: { Prefer: "fault=stream_finish_despite_error" } })).text(),
  );
  const all = new Set([...plain, ...failed].filter((type) => type !== "[DONE]"));
  assert.deepEqual([...all].sort(), [
    "error",
    "finish",
    "message-metadata",
    "start",
    "text-delta",
    "text-end",
    "text-start",
    "tool-input-available",
    "tool-input-delta",
    "tool-input-start",
    "tool-output-available",
  ]);
});

test("every fault can be asked for, leaves the mock alive, and is told in the log", async (t) => {
  const { mock } = await openMock(t);
  for (const { name } of ALL_FAULTS.filter((fault) => !/stall|endless|slow/.test(fault.name))) {
    mock.reset();
    // A fault of the stream leaves this answer whole, and the connection open for the next request.
    await hear(mock, `fault=${name}`, "Connection: close\r\n");
    const wanted = name.startsWith("stream_") ? null : name;
    assert.equal(mock.requests[0]?.answer.fault, wanted, name);
    assert.equal((await send(mock, `GET ${BOX}`)).status, 200, name);
  }
});

test("an unknown fault is refused with the names of all", async (t) => {
  const { mock } = await openMock(t);
  const seen = await send(mock, `GET ${BOX}`, { headers: { Prefer: "fault=nope" } });
  const names = ALL_FAULTS.map(({ name }) => name).join(", ");
  assertError(seen, 400, "invalid_request", `Prefer: fault must be one of ${names}`);
});

test("times bounds a fault as it bounds an error", async (t) => {
  const { mock } = await openMock(t);
  const headers = { Prefer: "fault=html_page, times=1" };
  assert.equal((await open(mock, `GET ${BOX}`, { headers })).status, 502);
  assert.equal((await open(mock, `GET ${BOX}`, { headers })).status, 200);
});

test("a held stream stays held when it is told to go wrong later", async (t) => {
  const { mock } = await openMock(t);
  const body = { messages: [say("Hi")], sandboxId: mock.sandboxId };
  const headers = { Prefer: "hold, fault=stream_no_done" };
  const reader = openReader(await open(mock, CHAT, { body, headers }));
  await readUntil(reader, "text-delta");
  assert.equal((await send(mock, CHAT, { body })).status, 409);
});
