import assert from "node:assert/strict";
import { test } from "node:test";
import { createStreamReader, decodeStream } from "../../src/exchange/decode-stream.js";
import type { StreamFacts } from "../../src/exchange/stream-facts.js";

type Event = Readonly<Record<string, unknown>>;

function sse(events: readonly Event[], lineEnd = "\n"): string {
  return events.map((event) => `data: ${JSON.stringify(event)}${lineEnd}${lineEnd}`).join("");
}

const DONE = "data: [DONE]\n\n";
const NOTHING: StreamFacts = {
  events: 0,
  errors: [],
  hasText: false,
  finished: false,
  done: false,
  resultSubtype: null,
  cutInEvent: false,
  cancelled: false,
};

/** The eleven documented types of event (api reference, chat stream), each with what it adds to the facts. */
const EVENTS: readonly (readonly [Event, Partial<StreamFacts>])[] = [
  [{ type: "start", messageId: "m1" }, {}],
  [{ type: "text-start", id: "t1" }, {}],
  [{ type: "text-delta", id: "t1", delta: "hi" }, { hasText: true }],
  [{ type: "text-end", id: "t1" }, {}],
  [{ type: "tool-input-start", toolCallId: "c1", toolName: "bash" }, {}],
  [{ type: "tool-input-delta", toolCallId: "c1", inputTextDelta: "{}" }, {}],
  [{ type: "tool-input-available", toolCallId: "c1", toolName: "bash", input: {} }, {}],
  [{ type: "tool-output-available", toolCallId: "c1", output: { error: "x", type: "error" } }, {}],
  [{ type: "message-metadata", messageMetadata: { resultSubtype: "success" } }, { resultSubtype: "success" }],
  [{ type: "finish" }, { finished: true }],
  [{ type: "error", errorText: "[tool:bash] it broke" }, { errors: ["[tool:bash] it broke"] }],
];

for (const [event, facts] of EVENTS) {
  test(`an event of the type ${String(event["type"])} says ${JSON.stringify(facts)}`, () => {
    assert.deepEqual(decodeStream(sse([event])), { ...NOTHING, events: 1, ...facts });
  });
}

test("the eleven types of event are all covered", () =>
  assert.equal(new Set(EVENTS.map(([{ type }]) => type)).size, 11));

const WHOLE = sse([{ type: "start" }, { type: "text-delta", delta: "größer" }, { type: "finish" }]) + DONE;
const WHOLE_FACTS: StreamFacts = { ...NOTHING, events: 4, hasText: true, finished: true, done: true };

test("a whole stream is read", () => assert.deepEqual(decodeStream(WHOLE), WHOLE_FACTS));

test("a stream whose lines end in CRLF is read alike", () => {
  assert.deepEqual(decodeStream(WHOLE.replaceAll("\n", "\r\n")), WHOLE_FACTS);
});

test("a stream is read alike, whatever pieces it comes in", () => {
  for (const text of [WHOLE, WHOLE.replaceAll("\n", "\r\n"), WHOLE.replaceAll("\n", "\r")]) {
    for (let size = 1; size <= 9; size += 1) {
      const reader = createStreamReader();
      let deltas = "";
      for (let at = 0; at < text.length; at += size) deltas += reader.feed(text.slice(at, at + size));
      assert.deepEqual([reader.facts(), deltas], [WHOLE_FACTS, "größer"], `${size} characters a piece`);
    }
  }
});

test("a stream that is cut anywhere within an event says so", () => {
  const first = WHOLE.indexOf("\n\n") + 2;
  for (let end = 1; end < first; end += 1) assert.ok(decodeStream(WHOLE.slice(0, end)).cutInEvent, String(end));
  assert.ok(!decodeStream(WHOLE.slice(0, first)).cutInEvent);
});

test("a stream without [DONE] is not done, and one without finish is not finished", () => {
  assert.deepEqual(decodeStream(WHOLE.replace(DONE, "")), { ...WHOLE_FACTS, events: 3, done: false });
  assert.deepEqual(decodeStream(DONE), { ...NOTHING, events: 1, done: true });
});

test("an error counts though finish and [DONE] follow it", () => {
  const facts = decodeStream(sse([{ type: "error", errorText: "x" }, { type: "finish" }]) + DONE);
  assert.deepEqual(facts, { ...NOTHING, events: 3, errors: ["x"], finished: true, done: true });
});

test("the last subtype counts, and metadata without one keeps it", () => {
  const metadata = (members: object): Event => ({ type: "message-metadata", messageMetadata: members });
  const facts = decodeStream(sse([metadata({ resultSubtype: "error_max_turns" }), metadata({ sessionId: "s" })]));
  assert.equal(facts.resultSubtype, "error_max_turns");
});

test("a stream is cancelled by an abort event or by an error that says so", () => {
  for (const event of [
    { type: "abort" },
    { type: "error", errorText: "cancelled" },
    { type: "error", errorText: "Canceled by user" },
  ]) {
    assert.ok(decodeStream(sse([event])).cancelled, JSON.stringify(event));
  }
  assert.ok(!decodeStream(sse([{ type: "error", errorText: "the tool was not cancelled" }])).cancelled);
});

test("blank text is no text", () => {
  assert.ok(!decodeStream(sse([{ type: "text-delta", delta: " \n" }, { type: "text-delta" }])).hasText);
});

test("comments, names of events, broken JSON and data that is no object are passed over", () => {
  const odd =
    ': ping\n\nevent: message\nid: 7\nretry: 5\ndata: {"type":"finish"}\n\ndata: {broken\n\ndata: 7\n\ndata: null\n\n';
  assert.deepEqual(decodeStream(odd), { ...NOTHING, events: 4, finished: true });
});

test("an event whose data stands on several lines is read as one", () => {
  assert.ok(decodeStream('data: {"type":\ndata: "finish"}\n\n').finished);
});

test("at most twenty errors are kept, each cut to 4,096 characters", () => {
  const { errors } = decodeStream(
    sse(Array.from({ length: 50 }, () => ({ type: "error", errorText: "x".repeat(9000) }))),
  );
  assert.equal(errors.length, 20);
  assert.ok(errors.every((text) => text.length === 4096));
});

test("lines may end in a carriage return alone, to the last one", () => {
  assert.deepEqual(decodeStream(WHOLE.replaceAll("\n", "\r")), decodeStream(WHOLE));
});

test("the last event counts though the empty line behind it was lost", () => {
  assert.equal(decodeStream('data: {"type":"start"}\n\ndata: {"type":"finish"}').finished, true);
});

test("an event named error, or one that holds an envelope, is an error in whatever form", () => {
  const envelope = '{"error":{"code":"sandbox_error","message":"gone"}}';
  assert.deepEqual(decodeStream(`data: ${envelope}\n\n`).errors, ["sandbox_error: gone"]);
  assert.deepEqual(decodeStream('event: error\ndata: {"message":"gone"}\n\n').errors, ["gone"]);
});
