import type { ExampleSpec } from "./command.js";

/** What the program's own help says, beside its commands. */
export const PROGRAM: {
  readonly name: string;
  readonly description: string;
  readonly examples: readonly ExampleSpec[];
} = {
  name: "sandbox-errors",
  description: "Explains why a call to the 21st Agents API failed, how it knows, and what to do next.",
  examples: [
    { line: "sandbox-errors explain 'Request failed: 401'", does: "explain what your client threw" },
    { line: "sandbox-errors check-key", does: "see whether your key is good, and where it comes from" },
    {
      line: "sandbox-errors request --mock /v1/sandboxes -H 'Prefer: code=unauthorized'",
      does: "meet an error on the embedded API: no key, no network",
    },
  ],
};
