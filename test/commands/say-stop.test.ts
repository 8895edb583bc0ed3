import assert from "node:assert/strict";
import { test } from "node:test";
import { createOutput } from "../../src/cli/create-output.js";
import { sayStop } from "../../src/commands/say-stop.js";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import { textBody } from "../../src/exchange/exchange.js";
import type { StopReason } from "../../src/retry/plan-next.js";
import { createSecretRegistry } from "../../src/text/secret-registry.js";
import { createFakeHost } from "../fakes/fake-host.js";

const RECEIVED_AT = Date.UTC(2026, 0, 1, 12);

async function say(stopped: StopReason, retryAfter: number): Promise<string> {
  const host = createFakeHost();
  const error = { code: "rate_limit_exceeded", message: "Too many requests", status: 429, retryAfter };
  const response = { status: 429, headers: [], body: textBody(JSON.stringify({ error })), headersKnown: true };
  const diagnoses = diagnose({ request: null, response, failure: null, sentAt: null, receivedAt: RECEIVED_AT });
  await sayStop(createOutput(host, createSecretRegistry(), false, {}), { stopped, diagnoses, attempts: [] });
  return host.stderr.text;
}

test("a wait that does not fit says when to come back, and which option makes it fit", async () => {
  assert.equal(
    await say("wait_too_long", 3600),
    "The wait of 1 h does not fit into --max-wait: come back in 1 h, at 2026-01-01 13:00:00 UTC, or raise --max-wait.\n",
  );
});

test("a wait beyond a year says when to come back, and that no option makes it fit", async () => {
  assert.equal(
    await say("wait_too_long", 366 * 86_400),
    "The wait of 366 d is longer than a year, so it is not begun: come back in 366 d, at 2027-01-02 12:00:00 UTC.\n",
  );
});

test("what only a fix can help is not commented on", async () => {
  assert.equal(await say("no_retry", 1), "");
});
