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
    { line: "sandbox-errors explain 429 key.mangled", does: "explain a status and a cause" },
    { line: "sandbox-errors explain 'Request failed: 401'", does: "explain what an SDK threw" },
    {
      line: `sandbox-errors explain '{"error":{"code":"not_found","message":"Sandbox not found","status":404}}'`,
      does: "explain a body",
    },
    { line: "sandbox-errors explain < answer.txt", does: "explain what curl -i wrote" },
    {
      line: "sandbox-errors explain --exit-code recording.har",
      does: "explain every failed call that a browser recorded, and fail as the first did",
    },
  ],
  exits: {
    ok: "it was explained, whatever it is",
    usage: "nothing was given, or it is nothing that can be explained",
    key: "with --exit-code: the key or token",
    refused: "with --exit-code: any other refusal",
    server: "with --exit-code: the server, a gateway or the sandbox failed",
    no_answer: "with --exit-code: no answer of the API",
    try_later: "with --exit-code: come back later",
  },
  sends: false,
};

/** True for a value of `--as`. */
export function isSubjectKind(value: unknown): value is SubjectKind {
  return (SUBJECT_KINDS as readonly unknown[]).includes(value);
}
