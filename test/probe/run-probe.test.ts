import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL_CASES } from "../../src/probe/all-cases.js";
import type { ProbeCase } from "../../src/probe/probe-case.js";
import { type ProbeOrder, type ProbeRun, runProbe } from "../../src/probe/run-probe.js";
import { createFakeApi, createStillClock, createTidyApi, errorAnswer, type FakeApi, SANDBOX_ID } from "./fake-api.js";
import { openOrder } from "./open-probe.js";

function pick(...ids: readonly string[]): readonly ProbeCase[] {
  return ALL_CASES.filter(({ id }) => ids.includes(id));
}

function run(api: FakeApi, ids: readonly string[], changes: Partial<ProbeOrder> & { signal?: AbortSignal } = {}) {
  const setting = {
    send: api.send,
    clock: createStillClock(),
    interrupted: changes.signal ?? new AbortController().signal,
  };
  return runProbe(openOrder(setting, { cases: pick(...ids), ...changes }));
}

function outcomes({ cases }: ProbeRun): string[] {
  return cases.map(({ id, outcome }) => `${id} ${outcome}`);
}

const DELETE = `DELETE /v1/sandboxes/${SANDBOX_ID}`;

test("a sandbox that a case deletes itself is not deleted again", async () => {
  const api = createFakeApi(createTidyApi());
  const ran = await run(api, ["created-sandbox"]);
  assert.deepEqual(outcomes(ran), ["created-sandbox as_documented"]);
  assert.deepEqual(
    api.sent.filter((line) => line.startsWith("DELETE")),
    [DELETE],
  );
  assert.equal(ran.cases[0]?.answer, "201, 200, 204, 404 not_found");
  assert.equal(ran.cases[0]?.reason, "The page gives not_found no status; seen: 404.");
});

test("a case that this program fails in is inconclusive; its sandbox is deleted and the next case runs", async () => {
  const tidy = createTidyApi();
  const api = createFakeApi((line) => {
    if (line.startsWith("GET /v1/sandboxes/5b")) throw new TypeError("a bug");
    return tidy(line);
  });
  const ran = await run(api, ["not_found-sandbox", "created-sandbox", "created-thread"]);
  const [, broken] = ran.cases;
  assert.equal(broken?.outcome, "inconclusive");
  assert.equal(broken?.crash?.message, "a bug");
  assert.match(broken?.reason ?? "", /sandbox-errors itself failed: a bug/);
  assert.ok(api.sent.includes(DELETE));
  assert.equal(ran.cases[2]?.differences.length, 1);
  assert.deepEqual(ran.leftovers, []);
});

test("a sandbox that is created where an error was expected is deleted too", async () => {
  const api = createFakeApi(createTidyApi());
  const ran = await run(api, ["invalid_request-no-agent"]);
  assert.deepEqual(outcomes(ran), ["invalid_request-no-agent differs"]);
  assert.deepEqual(api.sent, ["POST /v1/sandboxes", DELETE]);
});

test("Ctrl-C ends the case, deletes what it created and leaves the others unsent", async () => {
  const interrupt = new AbortController();
  const tidy = createTidyApi();
  const api = createFakeApi((line) => {
    if (line.startsWith("POST")) interrupt.abort("SIGINT");
    return tidy(line);
  });
  const late: number[] = [];
  const ran = await run(api, ["created-sandbox", "created-vault"], {
    signal: interrupt.signal,
    onLateCleanUp: async (count) => void late.push(count),
  });
  assert.deepEqual(outcomes(ran), ["created-sandbox inconclusive", "created-vault not_run"]);
  assert.deepEqual(api.sent, ["POST /v1/sandboxes", DELETE]);
  assert.deepEqual(late, [1]);
  assert.match(ran.cases[0]?.reason ?? "", /Interrupted/);
});

test("a request that creates something outlives Ctrl-C, so that its id is learned; others do not", async () => {
  const aborted: string[] = [];
  for (const id of ["created-sandbox", "not_found-sandbox"]) {
    const interrupt = new AbortController();
    const tidy = createTidyApi();
    const api = createFakeApi((line, { signal }) => {
      interrupt.abort("SIGINT");
      if (signal.aborted) aborted.push(line);
      return tidy(line);
    });
    await run(api, [id], { signal: interrupt.signal });
  }
  assert.deepEqual(aborted, ["GET /v1/sandboxes/00000000-0000-4000-8000-000000000000"]);
});

test("what cannot be deleted is listed with the command that deletes it", async () => {
  const tidy = createTidyApi();
  const api = createFakeApi((line) => (line === DELETE ? { status: 500 } : tidy(line)));
  const ran = await run(api, ["created-thread"], { addressOptions: " --base-url https://example.com" });
  assert.deepEqual(ran.leftovers, [
    {
      what: `sandbox ${SANDBOX_ID}`,
      command: `sandbox-errors request DELETE '/v1/sandboxes/${SANDBOX_ID}' --base-url https://example.com`,
    },
  ]);
  assert.equal(api.sent.filter((line) => line === DELETE).length, 3);
});

test("a creation whose answer got lost, or has no id, is listed without a command", async () => {
  for (const answer of [
    { failure: "timeout_response", phase: "head" },
    { status: 201, body: {} },
  ] as const) {
    const ran = await run(
      createFakeApi(() => answer),
      ["created-sandbox"],
    );
    assert.deepEqual(ran.leftovers, [
      { what: "a sandbox that may have been created: its id never came", command: null },
    ]);
  }
  const unsent = await run(
    createFakeApi(() => ({ failure: "refused", phase: "connect" })),
    ["created-sandbox"],
  );
  assert.deepEqual(unsent.leftovers, []);
});

test("an id that would lead to another path is never put into one", async () => {
  const api = createFakeApi((line) =>
    line.startsWith("POST") ? { status: 201, body: { id: "../../v1/mcp/vaults/x" } } : errorAnswer(404, "not_found"),
  );
  const ran = await run(api, ["created-sandbox"]);
  assert.deepEqual(api.sent, ["POST /v1/sandboxes"]);
  assert.deepEqual(outcomes(ran), ["created-sandbox differs"]);
});

test("a 429 on the way is compared, waited for, and makes its case inconclusive; the next one runs", async () => {
  let met = false;
  const api = createFakeApi(() => {
    if (met) return errorAnswer(404, "not_found");
    met = true;
    return errorAnswer(429, "rate_limit_exceeded");
  });
  const waits: (number | null)[] = [];
  const ran = await run(api, ["not_found-sandbox", "not_found-vault"], {
    waitFor: async ({ response }) => {
      waits.push(response?.status ?? null);
      return "waited";
    },
  });
  assert.deepEqual(outcomes(ran), ["not_found-sandbox inconclusive", "not_found-vault as_documented"]);
  assert.deepEqual(waits, [429]);
  assert.deepEqual(
    ran.cases[0]?.differences.map(({ member, seen }) => `${member} ${seen}`),
    ["response.body.error.retryAfter nothing"],
  );
});

test("after a wait that does not fit nothing is sent, not even a deletion", async () => {
  const tidy = createTidyApi();
  const api = createFakeApi((line) =>
    line.startsWith("GET") ? errorAnswer(429, "rate_limit_exceeded", { retryAfter: 3600 }) : tidy(line),
  );
  const ran = await run(api, ["created-sandbox", "created-vault"]);
  assert.deepEqual(outcomes(ran), ["created-sandbox inconclusive", "created-vault not_run"]);
  assert.match(ran.cases[1]?.reason ?? "", /--max-wait/);
  assert.equal(ran.leftovers.length, 1);
  assert.equal(
    api.sent.some((line) => line.startsWith("DELETE")),
    false,
  );
});

test("a 429 to a deletion is waited for, and the deletion repeated", async () => {
  const tidy = createTidyApi();
  let limited = true;
  const api = createFakeApi((line) => {
    if (line !== DELETE || !limited) return tidy(line);
    limited = false;
    return errorAnswer(429, "rate_limit_exceeded", { retryAfter: 1 });
  });
  const ran = await run(api, ["not_found-in-sandbox"], { waitFor: async () => "waited" });
  assert.equal(api.sent.filter((line) => line === DELETE).length, 2);
  assert.deepEqual(ran.leftovers, []);
});

test("two cases in a row without any answer end the run", async () => {
  const api = createFakeApi(() => ({ failure: "refused", phase: "connect" }));
  const ran = await run(api, ["not_found-sandbox", "not_found-vault", "not_found-endpoint", "created-vault"]);
  assert.equal(api.sent.length, 2);
  assert.deepEqual(
    ran.cases.map(({ outcome }) => outcome),
    ["not_run", "not_run", "inconclusive", "inconclusive"].reverse(),
  );
});

test("a gateway that answers in the API's place, and a key that is refused, make a case inconclusive", async () => {
  const ran = await run(
    createFakeApi((line) =>
      line.includes("vaults")
        ? { status: 502, headers: [{ name: "Content-Type", value: "text/html" }] }
        : { status: 401, body: { error: "Invalid API key" } },
    ),
    ["not_found-sandbox", "not_found-vault"],
  );
  assert.deepEqual(outcomes(ran), ["not_found-sandbox inconclusive", "not_found-vault inconclusive"]);
  assert.match(ran.cases[0]?.reason ?? "", /refused the key/);
  assert.match(ran.cases[1]?.reason ?? "", /gateway/);
});

test("a server that ignores Prefer leaves the cases that need it unrun", async () => {
  const ran = await run(
    createFakeApi(() => errorAnswer(404, "not_found")),
    ["rate_limit_exceeded"],
  );
  assert.deepEqual(outcomes(ran), ["rate_limit_exceeded not_run"]);
});
