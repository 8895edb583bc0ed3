/** What `check-key` can say of a key. Public in the JSON output. */
export const VERDICTS = ["valid", "rejected", "malformed", "missing", "indeterminate"] as const;
export type Verdict = (typeof VERDICTS)[number];
