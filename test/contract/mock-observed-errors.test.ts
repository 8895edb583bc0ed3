import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decodeEnvelope } from "../../src/exchange/decode-envelope.js";
import { readHar } from "../../src/exchange/read-har.js";
import { openMock, send } from "./mock-client.js";

type Members = Readonly<Record<string, unknown>>;

/** The names of all members of an error's body, those of `error` with their path. */
function namesOf(body: Members): string {
  const error = body["error"];
  const inner = typeof error === "object" && error !== null ? Object.keys(error).map((name) => `error.${name}`) : [];
  return [...Object.keys(body), ...inner].sort().join(" ");
}

/** The members of each error with a code that was recorded, by status and code; one code may have come in several forms. */
function readRecorded(): ReadonlyMap<string, ReadonlySet<string>> {
  const recorded = new Map<string, Set<string>>();
  for (const { response } of readHar(readFileSync("test/cases/recorded.har", "utf8")) ?? []) {
    if (response === null || (response.status ?? 0) < 400) continue;
    const { code } = decodeEnvelope(response);
    if (code === null) continue;
    const key = `${response.status} ${code}`;
    recorded.set(key, (recorded.get(key) ?? new Set()).add(namesOf(JSON.parse(response.body.text))));
  }
  return recorded;
}

test("an error on demand has the members with which the published server was recorded sending it", async (t) => {
  const { mock } = await openMock(t, { dialect: "observed" });
  let compared = 0;
  for (const [key, forms] of readRecorded()) {
    const [status, code] = key.split(" ");
    const seen = await send(mock, "GET /health", { headers: { Prefer: `code=${code}` } });
    // One code came with several statuses; on demand it comes with the usual one.
    if (String(seen.status) !== status || code === "unauthorized") continue;
    assert.ok(forms.has(namesOf(seen.body as Members)), `${key}: ${namesOf(seen.body as Members)}`);
    compared += 1;
  }
  assert.ok(compared >= 19, String(compared));
});
