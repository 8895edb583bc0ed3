import assert from "node:assert/strict";
import { test } from "node:test";
import { judge, judgeWhole, KEY, type Told } from "./record.js";

const POST = "POST /v1/sandboxes";
const CHAT = "POST /v1/chat/my-agent";

function expect(told: readonly Told[], verdicts: readonly string[], runEnds: readonly number[] = []): void {
  assert.deepEqual(judge(told, runEnds), verdicts);
}

test("a client that is only served is blameless", () => {
  expect([{ at: 0 }, { at: 5 }, { at: 10, what: POST, status: 201 }], []);
});

test("a request before the wait is over is early, one after it is not", () => {
  expect([{ at: 0, status: 429, retryAfter: 2 }, { at: 1900 }], ["early_return: 1 2"]);
  expect([{ at: 0, status: 429, retryAfter: 2 }, { at: 2001 }], []);
  // Timers fire a moment early.
  expect([{ at: 0, status: 429, retryAfter: 2 }, { at: 1993 }], []);
});

test("the verdict quotes both requests and the time between them", () => {
  const { verdicts } = judgeWhole([{ at: 0, status: 429, retryAfter: 3 }, { at: 301 }, { at: 400 }]);
  assert.equal(
    verdicts[0]?.message,
    "Request 2 (GET /v1/sandboxes/x, 200) came 0.300 s after request 1 (GET /v1/sandboxes/x, 429) had said to wait 3 s, and 1 more request.",
  );
  assert.equal(verdicts[0]?.requests[1]?.at, "2026-01-01T00:00:00.301Z");
});

test("requests in flight when the 429 was sent are not early", () => {
  const limited: Told = { at: 0, status: 429, retryAfter: 2 };
  const early = ["early_return: 1 2"];
  // Sent beside it, on connections that were there: a client needs its time to get many out.
  expect([limited, { at: 5, on: 2 }], []);
  expect([limited, { at: 24, on: 2 }], []);
  expect([limited, { at: 60, on: 2 }], early);
  // On the same connection there is no doubt.
  expect([limited, { at: 5 }], early);
  // Read late by a busy server, but perhaps sent before.
  expect([limited, { at: 500, on: 2, setOutMs: 0.5 }], []);
  // The second came before the first was answered.
  expect(
    [
      { at: 0, status: 429, retryAfter: 2, answer: { sentMs: 500 } },
      { at: 400, on: 2 },
    ],
    [],
  );
});

test("a connection that is opened after the 429 was sent is no request in flight", () => {
  const limited: Told = { at: 0, status: 429, retryAfter: 2 };
  const early = ["early_return: 1 2"];
  expect([limited, { at: 4, on: 2, setOutMs: 3, connection: { openedMs: 3 } }], early);
  expect([limited, { at: 4, on: 2, setOutMs: 3, connection: { openedMs: 3, isAlone: true } }], early);
  // One of many that a client opens together: threads need a while.
  const burst = { count: 20, newestMs: 18 };
  const together = (at: number): Told => ({ at, on: 2, setOutMs: at, connection: { openedMs: at, burst } });
  expect([limited, together(10)], []);
  expect([limited, together(60)], early);
});

test("requests that are pipelined are under way beside each other", () => {
  const limited: Told = { at: 0, status: 429, retryAfter: 2, connection: { isPipelined: true } };
  expect([limited, { at: 5 }], []);
  expect([limited, { at: 60 }], ["early_return: 1 2"]);
});

test("a wait for one call binds that call alone, one for the key all that the key sends", () => {
  const other = { at: 500, what: "GET /v1/sandboxes/y" };
  const scoped: Told = { at: 0, status: 429, retryAfter: 2, answer: { scope: "call" } };
  expect([scoped, other], []);
  expect([scoped, { at: 500 }], ["early_return: 1 2"]);
  expect([{ at: 0, status: 429, retryAfter: 2 }, other], ["early_return: 1 2"]);
  expect(
    [
      { at: 0, status: 429, retryAfter: 2 },
      { ...other, authorization: "Bearer other" },
    ],
    [],
  );
  expect(
    [
      { at: 0, status: 429, retryAfter: 2 },
      { at: 500, what: "GET /health" },
    ],
    [],
  );
});

const LIMITED: Told = { at: 0, status: 429, retryAfter: 2 };

test("workers that are told to wait beside each other each keep their own wait", () => {
  const told = (i: number): Told => ({ ...LIMITED, at: i, on: i + 1, what: `GET /v1/sandboxes/${i}` });
  const returns = (i: number, at: number): Told => ({ at, on: i + 1, what: `GET /v1/sandboxes/${i}` });
  const waits = [0, 8, 16, 24].map((at, i) => ({ ...told(i), at, setOutMs: 0.5 }));
  // The first is back while the wait of the last goes on, and has its next request ready.
  const all = [returns(0, 2002), { ...returns(0, 2003), what: "POST /v1/tokens" }, returns(1, 2010), returns(3, 2027)];
  expect([...waits, ...all], []);
  // The last one was told to wait until 2025.
  expect([...waits, returns(0, 2002), returns(3, 2005)], ["early_return: 4 6"]);
  expect([...waits, returns(2, 1500)], ["early_return: 3 5"]);
});

test("workers that ask for the same are not taken for each other", () => {
  const waits = [0, 20, 40].map((at, i) => ({ ...LIMITED, at, on: i + 1, setOutMs: 0.5 }));
  const back = [2002, 2022, 2042].map((at, i) => ({ at, on: i + 1 }));
  expect([...waits, ...back], []);
});

test("a worker that was told nothing goes on, where workers share the key", () => {
  const other: Told = { at: 500, what: "GET /v1/sandboxes/y" };
  expect([LIMITED, other], ["early_return: 1 2"]);
  const beside: Told = { at: 0.5, on: 2, what: "GET /v1/sandboxes/z" };
  expect([LIMITED, beside, other], []);
  expect([LIMITED, beside, { at: 500 }], ["early_return: 1 3"]);
});

test("who keeps the wait that was told is not blamed for one that another was told later", () => {
  const other: Told = { ...LIMITED, at: 500, what: "GET /v1/sandboxes/y" };
  expect([LIMITED, other, { at: 2002 }], ["early_return: 1 2"]);
});

test("who came back too soon does not keep the next wait by keeping the first", () => {
  expect([LIMITED, { ...LIMITED, at: 1000 }, { at: 2002 }], ["early_return: 1 2", "early_return: 2 3"]);
});

test("each early request is blamed once, for the newest wait", () => {
  const told = [0, 100, 200].map((at) => ({ at, status: 429, retryAfter: 10 }));
  expect(told, ["early_return: 1 2", "early_return: 2 3"]);
});

for (const status of [400, 401, 402, 403, 404, 409, 422]) {
  test(`the same request after ${status} cannot succeed`, () => {
    expect(
      [
        { at: 0, status },
        { at: 5000, status },
      ],
      ["repeated_refusal: 1 2"],
    );
  });
}

test("a repeat after a refusal is fair where anything changed in between", () => {
  const refused: Told = { at: 0, what: POST, status: 409, bodyHash: "a" };
  const again = { at: 5000, what: POST, bodyHash: "a" };
  expect([refused, again], ["repeated_refusal: 1 2"]);
  expect([refused, { at: 100 }, again], []);
  expect([refused, { ...again, bodyHash: "b" }], []);
  expect([refused, { ...again, authorization: "Bearer new" }], []);
  expect([refused, { ...again, what: "POST /v1/tokens" }], []);
  // The end of a stream sets the sandbox free.
  expect([refused, again], [], [3000]);
  // Sent beside each other.
  expect([refused, { ...again, at: 5, on: 2 }], []);
});

test("repeats of one refusal are one verdict", () => {
  expect(
    [0, 1000, 2000, 3000].map((at) => ({ at, status: 404 })),
    ["repeated_refusal: 1 2 3 4"],
  );
});

test("a POST is not repeated where it may have been carried out", () => {
  const again = { at: 5000, what: POST, status: 201 };
  expect([{ at: 0, what: POST, status: 500 }, again], ["repeated_post: 1 2"]);
  expect([{ at: 0, what: POST, status: 503 }, again], ["repeated_post: 1 2"]);
  const reset = { status: null, ending: "broken", fault: "reset_before_head" } as const;
  expect([{ at: 0, what: POST, status: null, answer: reset }, again], ["repeated_post: 1 2"]);
  const cut = { ending: "broken", fault: "truncate" } as const;
  expect([{ at: 0, what: POST, status: 201, answer: cut }, again], ["repeated_post: 1 2"]);
  // A command that ran out of time has been begun.
  expect([{ at: 0, what: POST, status: 408 }, again], ["repeated_post: 1 2"]);
});

test("a POST is repeated rightly after 429, after a told wait, after a look, or as another", () => {
  const again = { at: 5000, what: POST, status: 201 };
  expect([{ at: 0, what: POST, status: 429 }, again], []);
  expect([{ at: 0, what: POST, status: 503, retryAfter: 2 }, again], []);
  expect([{ at: 0, what: POST, status: 500 }, { at: 10, what: "GET /v1/sandboxes" }, again], []);
  expect(
    [
      { at: 0, what: POST, status: 500 },
      { ...again, bodyHash: "other" },
    ],
    [],
  );
  expect([{ at: 0, status: 500 }, { at: 5000 }], []);
});

test("a client that goes on after a stream's error ignored it", () => {
  const stream = { sandboxId: "box", errorText: "API Error: 529 Overloaded", hasToldEnd: true };
  const good = { ...stream, errorText: null };
  const failed: Told = { at: 0, what: CHAT, bodyHash: "a", answer: { stream } };
  const next: Told = { at: 2000, what: CHAT, bodyHash: "b", answer: { stream: good } };
  expect([failed, next], ["ignored_stream_error: 1 2"]);
  expect([failed, { ...next, bodyHash: "a" }], []);
  expect([failed, { at: 100, what: "GET /v1/sandboxes/box/threads/t" }, next], []);
  // The same message again, as the AI SDK repeats it.
  const say = (trigger: string, text: string): string =>
    JSON.stringify({ messages: [{ role: "user", parts: [{ type: "text", text }] }, { role: "assistant" }], trigger });
  const told = { ...failed, text: say("submit-message", "Hi") };
  expect([told, { ...next, text: say("regenerate-message", "Hi") }], []);
  expect([told, { ...next, text: say("submit-message", "And now?") }], ["ignored_stream_error: 1 2"]);
  expect([failed, { ...next, answer: { stream: { ...good, sandboxId: "other" } } }], []);
  expect([failed], []);
});

test("nobody is blamed for an error that it could not know", () => {
  const stream = { sandboxId: "box", errorText: "API Error: 529 Overloaded", hasToldEnd: true };
  const next: Told = { at: 2000, what: CHAT, bodyHash: "b", answer: { stream: { ...stream, errorText: null } } };
  const failed = (answer: Told["answer"]): Told => ({
    at: 0,
    what: CHAT,
    bodyHash: "a",
    answer: { stream, ...answer },
  });
  expect([failed({ ending: "left" }), next], []);
  expect([failed({ ending: "broken" }), { at: 100 }, next], []);
  // The next message was sent while the first stream went on, or by someone else.
  expect([failed({ endedMs: 3000 }), next], []);
  expect([failed({}), { ...next, authorization: "Bearer other" }], []);
});

test("a stream is read to its end, cancelled or deleted", () => {
  const stream = { sandboxId: "box", errorText: null, hasToldEnd: false };
  const ended = { ...stream, hasToldEnd: true };
  const left: Told = { at: 0, what: CHAT, answer: { stream, ending: "left" } };
  const open: Told = { at: 0, what: CHAT, answer: { stream, ending: null, endedMs: null } };
  const blamed = ["stream_left_open: 1"];
  expect([left], blamed);
  expect([open], blamed);
  // Whoever has read that the run is over may go.
  expect([{ ...left, answer: { stream: ended, ending: "left" } }], []);
  const then = (what: string, rest: Partial<Told> = {}): Told[] => [left, { at: 50, what, ...rest }];
  expect(then("DELETE /v1/chat/my-agent/box/stream", { status: 204 }), []);
  expect(then("DELETE /v1/chat/my-agent/box/stream", { status: 401 }), blamed);
  expect(then("DELETE /v1/chat/my-agent/other/stream", { status: 204 }), blamed);
  expect(then("DELETE /v1/sandboxes/box"), []);
  expect(then("DELETE /v1/sandboxes/box/threads/t"), []);
  expect(then("DELETE /v1/sandboxes/box/files?path=a"), blamed);
  expect(then("GET /v1/chat/my-agent/box/stream", { answer: { stream: ended } }), []);
  expect(then("GET /v1/chat/my-agent/box/stream", { answer: { stream, ending: "left" } }), blamed);
  // Nothing runs any more.
  expect(then("GET /v1/chat/my-agent/box/stream", { status: 204 }), []);
  const thread = "GET /v1/sandboxes/box/threads/t";
  expect(then(thread, { answer: { text: '{"status":"completed"}' } }), []);
  expect(then(thread, { answer: { text: '{"status":"streaming"}' } }), blamed);
  expect(then("GET /v1/sandboxes/box/files?path=a"), blamed);
});

test("a stream that a fault broke was not left by the client", () => {
  const stream = { sandboxId: "box", errorText: null, hasToldEnd: false };
  expect([{ at: 0, what: CHAT, answer: { stream, ending: "broken", fault: "stream_cut_in_event" } }], []);
  const ended = { ...stream, hasToldEnd: true };
  expect([{ at: 0, what: CHAT, answer: { stream: ended, ending: "left", fault: "slow_drip" } }], []);
});

test("the key belongs in a header, and stays with its origin", () => {
  expect([{ at: 0, what: `GET /v1/sandboxes/x?key=${KEY}` }], ["key_exposed: 1"]);
  expect([{ at: 0, isHere: false, headers: [{ name: "authorization", value: `Bearer ${KEY}` }] }], ["key_exposed: 1"]);
  expect([{ at: 0, isHere: false }], []);
  // A key that was refused is a key all the same; the text of an unset variable is none.
  const own = (isHere: boolean, key: string): Told => {
    const headers = [{ name: "Authorization", value: `Bearer ${key}` }];
    return { at: 0, isHere, authorization: `Bearer ${key}`, headers };
  };
  expect([own(true, "a-key-of-its-own"), own(false, "a-key-of-its-own")], ["key_exposed: 2"]);
  expect([own(true, "undefined"), own(false, "undefined")], []);
  const { verdicts } = judgeWhole([{ at: 0, what: `GET /${KEY}` }]);
  assert.ok(!JSON.stringify(verdicts).includes(KEY));
});

test("five requests in quick succession, each after a failure, are hammering", () => {
  const storm = (count: number, gapMs: number): Told[] =>
    Array.from({ length: count }, (_, i) => ({ at: i * gapMs, status: 503 }));
  expect(storm(5, 50), ["hammering: 1 2 3 4 5"]);
  expect(storm(4, 50), []);
  expect(storm(8, 400), []);
  expect(
    storm(8, 50).map((told) => ({ ...told, status: 200 })),
    [],
  );
});

test("workers that ask beside each other hammer only where each of them does", () => {
  const workers = (rounds: number, pauseMs: number): Told[] =>
    Array.from({ length: rounds * 20 }, (_, i) => ({
      at: Math.floor(i / 20) * pauseMs + (i % 20),
      on: (i % 20) + 1,
      status: 503,
    }));
  expect(workers(1, 0), []);
  expect(workers(3, 100), []);
  assert.equal(judge(workers(5, 100)).length, 20);
});

test("workers that come back together after the wait that each was told do not hammer", () => {
  const limited = (at: number, on: number): Told => ({ ...LIMITED, at, on, what: `GET /v1/sandboxes/x?${at}` });
  const queue = Array.from({ length: 8 }, (_, i) => limited(i * 8, 1));
  assert.deepEqual(
    judge(queue).filter((verdict) => verdict.startsWith("hammering")),
    [],
  );
});
