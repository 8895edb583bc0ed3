import assert from "node:assert/strict";
import { test } from "node:test";
import type { Cause, Confidence, Finding, Strength } from "../../src/causes/cause.js";
import { answeredDocumented } from "../../src/causes/example.js";
import { unknownCause } from "../../src/causes/unknown.js";
import { rankCauses } from "../../src/diagnosis/rank-causes.js";
import { gatherFacts } from "../../src/exchange/gather-facts.js";

const FACTS = gatherFacts(answeredDocumented({}, 418, "teapot_mode", "I refuse"));

interface Made {
  readonly id: string;
  readonly strength?: Strength;
  readonly confidence?: Confidence;
  readonly beats?: readonly string[];
  readonly beside?: boolean;
}

function make({ id, strength = "named", confidence = "likely", beats = [], beside = false }: Made): Cause {
  const finding: Finding = { strength, confidence, evidence: [{ where: "response.status", saw: id }], beside };
  return { ...unknownCause, id, beats, examples: [], find: () => finding };
}

function rank(...made: readonly Made[]): string[] {
  return rankCauses(FACTS, made.map(make)).map(({ cause }) => cause.id);
}

const ORDERS: Readonly<Record<string, readonly [readonly Made[], readonly string[]]>> = {
  "the strongest evidence comes first, and weaker findings are dropped": [
    [{ id: "a", strength: "fallback" }, { id: "b", strength: "proof" }, { id: "c" }, { id: "d", strength: "implied" }],
    ["b"],
  ],
  "of equal evidence the more certain comes first": [
    [
      { id: "a", confidence: "likely" },
      { id: "b", confidence: "certain" },
    ],
    ["b", "a"],
  ],
  "equals keep the order of the causes": [
    [{ id: "a" }, { id: "b" }],
    ["a", "b"],
  ],
  "a cause comes before those that it beats, however strong they are": [
    [
      { id: "a", strength: "proof" },
      { id: "b", strength: "implied", beats: ["a"] },
    ],
    ["b"],
  ],
  "what is beaten is dropped unless it is possible": [
    [
      { id: "a", confidence: "possible" },
      { id: "b", beats: ["a"] },
    ],
    ["b", "a"],
  ],
  "a cause that is only possible beats nobody": [
    [{ id: "a" }, { id: "b", confidence: "possible", beats: ["a"] }],
    ["a", "b"],
  ],
  "what is possible comes after everything likelier, however strong": [
    [
      { id: "a", confidence: "possible", strength: "proof" },
      { id: "b", strength: "fallback" },
    ],
    ["b", "a"],
  ],
  "findings beside come last": [
    [
      { id: "a", beside: true, strength: "proof" },
      { id: "b", strength: "fallback" },
    ],
    ["b", "a"],
  ],
  "a finding beside stands alone where nothing else is found": [[{ id: "a", beside: true }], ["a"]],
  "unknown gives way to anything": [
    [
      { id: "unknown", strength: "proof" },
      { id: "a", strength: "fallback", confidence: "possible" },
    ],
    ["a"],
  ],
  "unknown stands where nothing else does": [[{ id: "unknown" }], ["unknown"]],
};

for (const [name, [made, order]] of Object.entries(ORDERS)) {
  test(name, () => assert.deepEqual(rank(...made), order));
}

test("nothing found is nothing ranked", () => {
  assert.deepEqual(rankCauses(FACTS, [{ ...unknownCause, find: () => undefined }]), []);
});

test("two that are certain cast doubt on each other, one alone stays certain", () => {
  const certain = { strength: "proof", confidence: "certain" } as const;
  const confidences = (...made: readonly Made[]): Confidence[] =>
    rankCauses(FACTS, made.map(make)).map(({ finding }) => finding.confidence);
  assert.deepEqual(confidences({ id: "a", ...certain }, { id: "b", ...certain }), ["likely", "likely"]);
  assert.deepEqual(confidences({ id: "a", ...certain }, { id: "b" }), ["certain"]);
  assert.deepEqual(confidences({ id: "a", ...certain }, { id: "b", ...certain, beside: true }), ["certain", "certain"]);
});
