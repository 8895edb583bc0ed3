import type { CommandSpec } from "../command.js";

/** The kinds of subject that `--as` forces. */
export const SUBJECT_KINDS = ["code", "status", "cause", "json", "http", "message", "har"] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const explainSpec: CommandSpec = {
  name: "explain",
  summary: "Explain an error code, a status, a cause, or an answer that you paste",
  description:
    "Works offline. Takes an error code, an HTTP status, a cause id, a JSON body, raw HTTP (curl -i), a message that an SDK threw, a HAR or other file, or - for standard input.",
  arguments: [
    {
      name: "subject",
      description: "what to explain; standard input if it is piped",
      required: false,
      variadic: true,
      completes: "subject",
    },
  ],
  options: [
    { flags: "--as <kind>", description: "read the subject as this, whatever it looks like", choices: SUBJECT_KINDS },
    { flags: "--exit-code", description: "exit as the diagnosis would, instead of 0" },
  ],
  examples: [
    { line: "sandbox-errors explain stream_active", does: "explain an error code" },
    { line: "sandbox-errors explain 429", does: "explain a status" },
    { line: "sandbox-errors explain 'Request failed: 401'", does: "explain what an SDK threw" },
    {
      line: `sandbox-errors explain '{"error":{"code":"not_found","message":"Sandbox not found","status":404}}'`,
      does: "explain a body",
    },
  ],
  sends: false,
};

/** True for a value of `--as`. */
export function isSubjectKind(value: unknown): value is SubjectKind {
  return (SUBJECT_KINDS as readonly unknown[]).includes(value);
}
