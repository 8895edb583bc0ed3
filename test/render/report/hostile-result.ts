import type { ProbedCase, ProbeResult } from "../../../src/render/report/probe-result.js";

/** Texts that end a form early where they are not escaped. */
export const HOSTILE: readonly string[] = [
  "]]></failure><testcase name='forged'/>",
  "a | b || c \\| d",
  "`code` ``` fence",
  "<script>alert(1)</script> &amp; <!-- -->",
  "line\nbreak\r\n| forged | row |\n\n# Heading",
  "\u001b[31mred\u0000\u0007\ufffe\uffff\ud800",
  "\u202e right to left \u200b",
  "::error title=forged::oops",
  "[link](https://example.com) ![image](x) **bold** _it_ ~~no~~ $x$ @someone https://example.com www.example.com",
  "100% a, b: c",
  "quotes \" and ' and é 漢 🙂",
];

/** A case with these members, else a good one. */
export function caseOf(id: string, more: Partial<ProbedCase> = {}): ProbedCase {
  return {
    id,
    provokes: "something",
    outcome: "as_documented",
    grade: "passed",
    differences: [],
    reason: null,
    answer: "401 unauthorized",
    diagnoses: [],
    durationMs: 12.4,
    ...more,
  };
}

/** A case that differs in one member. */
export function differingCase(id: string, seen: string): ProbedCase {
  const differences = [
    { member: `response.${seen}`, documented: "text", seen, meaning: `It means ${seen}`, note: seen },
  ];
  return caseOf(id, { outcome: "differs", grade: "failed", differences, answer: seen });
}

/** A result with a hostile text in every member that a server or a user can fill. */
export const HOSTILE_RESULT: ProbeResult = {
  target: `https://relay.an.dev/${HOSTILE[0]}`,
  cases: [
    caseOf("good"),
    ...HOSTILE.map((text, i) => differingCase(`differs-${i}`, text)),
    ...HOSTILE.map((text, i) => caseOf(`open-${i}`, { outcome: "inconclusive", grade: "error", reason: text })),
    ...HOSTILE.map((text, i) => caseOf(`unrun-${i}`, { outcome: "not_run", grade: "skipped", reason: text })),
    caseOf("noted", { reason: HOSTILE[3] ?? "" }),
  ],
  drift: null,
  isNewBaseline: false,
  leftovers: HOSTILE.map((text) => ({ what: text, command: text })),
  keyProblem: null,
};
