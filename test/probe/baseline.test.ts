import assert from "node:assert/strict";
import { test } from "node:test";
import { type Baseline, findDrift, findNote, writeBaseline } from "../../src/probe/baseline.js";
import { parseBaseline } from "../../src/probe/parse-baseline.js";
import type { Difference, ProbeOutcome } from "../../src/render/report/probe-result.js";

function difference(member: string, seen = "nothing"): Difference {
  return { member, documented: "text", seen, meaning: "Something." };
}

function probed(id: string, outcome: ProbeOutcome, ...differences: Difference[]) {
  return { id, outcome, differences };
}

function reread(text: string): Baseline {
  const read = parseBaseline(text);
  assert.equal(read.kind, "baseline");
  return read.kind === "baseline" ? read.baseline : new Map();
}

/** A baseline of one case `a` that differs in `x`, as somebody wrote it by hand. */
function writeByHand(note: unknown): string {
  const differences = [{ member: "x", documented: "text", seen: "nothing", note }];
  return JSON.stringify({ version: 1, cases: [{ id: "a", differences }] });
}

const KNOWN = reread(writeBaseline([probed("b", "differs", difference("x")), probed("a", "as_documented")], undefined));

test("a baseline is sorted, has one member on each line, and is the same for the same server", () => {
  const one = writeBaseline(
    [probed("b", "differs", difference("y"), difference("x")), probed("a", "as_documented")],
    undefined,
  );
  const other = writeBaseline(
    [probed("a", "as_documented"), probed("b", "differs", difference("x"), difference("y"))],
    undefined,
  );
  assert.equal(one, other);
  assert.equal(
    one,
    `{
  "version": 1,
  "cases": [
    {
      "id": "a",
      "differences": []
    },
    {
      "id": "b",
      "differences": [
        {
          "member": "x",
          "documented": "text",
          "seen": "nothing"
        },
        {
          "member": "y",
          "documented": "text",
          "seen": "nothing"
        }
      ]
    }
  ]
}
`,
  );
});

test("no id, time, number or key of one run gets into a baseline", () => {
  const hostile = [
    "5b8e9c1a-1234-4000-8000-00000000abcd",
    `21st_sk_${"0123456789abcdef".repeat(4)}`,
    "2026-01-01T00:00:00.000Z",
    "i9rla713a42h8ma1rkll",
    "1795414660",
  ];
  const text = writeBaseline(
    [probed("a", "differs", ...hostile.map((seen) => difference(seen, `"${seen}"`)))],
    undefined,
  );
  for (const each of hostile) assert.equal(text.includes(each), false, each);
  assert.match(text, /<id>/);
  assert.match(
    writeBaseline([probed("a", "differs", difference("x", '"credential_cap_exceeded"'))], undefined),
    /credential_cap_exceeded/,
  );
});

test("known differences are no drift, new and vanished ones are", () => {
  assert.deepEqual(findDrift(KNOWN, [probed("b", "differs", difference("x")), probed("a", "as_documented")]), []);
  const drift = findDrift(KNOWN, [probed("b", "differs", difference("y"))]);
  assert.deepEqual(
    drift.map(({ id, kind, member }) => `${id} ${kind} ${member}`),
    ["b new y", "b vanished x"],
  );
  assert.deepEqual(
    findDrift(KNOWN, [probed("b", "as_documented")]).map(({ kind }) => kind),
    ["vanished"],
  );
  assert.deepEqual(
    findDrift(KNOWN, [probed("new-case", "differs", difference("z"))]).map(({ kind }) => kind),
    ["new"],
  );
});

test("a case that said nothing is no drift, and keeps what the baseline had of it", () => {
  const silent = [probed("b", "inconclusive", difference("retryAfter")), probed("a", "not_run")];
  assert.deepEqual(findDrift(KNOWN, silent), []);
  assert.deepEqual([...reread(writeBaseline(silent, KNOWN))].sort(), [...KNOWN].sort());
});

test("what is no baseline is not read as one", () => {
  for (const text of [
    "",
    "{}",
    "[]",
    '{"version":2,"cases":[]}',
    '{"version":1,"cases":[{"id":1}]}',
    '{"version":1,"cases":[{"id":"a","differences":[{}]}]}',
  ])
    assert.equal(parseBaseline(text).kind, "no_baseline", text);
});

test("a note stays with its difference as long as that is there, and decides nothing", () => {
  const noted = reread(writeByHand("Accepted until the summer."));
  assert.deepEqual(findDrift(noted, [probed("a", "differs", difference("x"))]), []);
  assert.equal(findNote(noted, "a", difference("x")), "Accepted until the summer.");
  assert.equal(findNote(noted, "a", difference("x", "null")), null);
  assert.equal(findNote(noted, "b", difference("x")), null);
  const updated = writeBaseline([probed("a", "differs", difference("y"), difference("x"))], noted);
  assert.match(updated, /"member": "x",\n\s+"documented": "text",\n\s+"seen": "nothing",\n\s+"note": "Accepted until/);
  assert.equal(updated.match(/"note"/g)?.length, 1);
  assert.doesNotMatch(writeBaseline([probed("a", "differs", difference("x", "null"))], noted), /note/);
  assert.match(writeBaseline([probed("a", "inconclusive")], noted), /"note": "Accepted/);
});

test("what is gone keeps its note, so that a reader learns why it had been accepted", () => {
  const [gone] = findDrift(reread(writeByHand("Accepted.")), [probed("a", "as_documented")]);
  assert.deepEqual(gone, {
    id: "a",
    kind: "vanished",
    member: "x",
    documented: "text",
    seen: "nothing",
    note: "Accepted.",
  });
});

test("a note that is no text is named, a blank one is none", () => {
  for (const note of [1, true, ["text"], { text: "text" }])
    assert.deepEqual(parseBaseline(writeByHand(note)), { kind: "bad_note", where: "x of a" });
  for (const note of [undefined, null, "", " \n"]) assert.equal(reread(writeByHand(note)).get("a")?.[0]?.note, null);
});
