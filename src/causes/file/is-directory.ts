import { fix } from "../../catalog/fix.js";
import type { Cause } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { clip } from "../evidence/quote-value.js";
import { encodePart, requestCommand } from "../evidence/request-command.js";
import { answeredJson, SAMPLE_ID } from "../example.js";

const DIRECTORY_WORDS =
  /\bEISDIR\b|\b(?:path|file)\b.{0,300}\bis a (?:directory|folder)\b|\bis a directory\b|\bcannot read (?:a )?directory\b/i;

/** A folder was read or written as if it were a file. */
export const isDirectory: Cause = {
  id: "file.is_directory",
  title: "The path is a folder, not a file",
  explanation:
    "The path names a folder, and this call reads or writes one file. A folder is listed by a call of its own.",
  proof: "The message says that the path is a directory.",
  fixes: [
    fix("List the folder instead.", requestCommand("GET", "/v1/sandboxes/<sandbox id>/files/list?path=/home/user")),
    fix("Or name one file in it."),
  ],
  retry: "never",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: ["server.internal", "request.invalid", "resource.not_found", "file.not_found"],
  get examples() {
    return [
      {
        what: "the home folder read as a file",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/files?path=/home/user` }, 500, {
          error: { code: "internal_error", message: "path '/home/user' is a directory" },
        }),
      },
      {
        what: "a folder written as a file",
        exchange: answeredJson(
          { path: `/v1/sandboxes/${SAMPLE_ID}/files`, json: { path: "/home/user/src", content: "x" } },
          400,
          {
            error: {
              code: "invalid_request",
              message: "EISDIR: illegal operation on a directory, open '/home/user/src'",
            },
          },
        ),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts) || facts.code === "git_clone_failed" || !DIRECTORY_WORDS.test(facts.message))
      return undefined;
    const query = facts.target?.query.get("path") ?? null;
    const sent: unknown = query ?? facts.requestBody.object?.["path"];
    const id = facts.route?.params["sandboxId"];
    const evidence = answerEvidence(facts);
    if (typeof sent !== "string" || id === undefined) return { strength: "named", confidence: "certain", evidence };
    const where = query === null ? "request.body.path" : "request.query.path";
    const listing = `/v1/sandboxes/${encodePart(id)}/files/list?path=${encodePart(sent).replaceAll("%2F", "/")}`;
    return {
      strength: "named",
      confidence: "certain",
      evidence: [{ where, saw: clip(sent, 120) }, ...evidence],
      explanation: `${clip(sent, 120)} is a folder, and this call reads or writes one file.`,
      fixes: [fix("List the folder instead.", requestCommand("GET", listing)), fix("Or name one file in it.")],
    };
  },
};
