import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { createSandboxCommand, readRequestIds } from "../evidence/request-ids.js";
import { findSpoken, type SpokenMatch } from "../evidence/spoken-text.js";
import { answeredJson, OTHER_ID, SAMPLE_CHAT, SAMPLE_ID } from "../example.js";

const GONE =
  /(?<![\w/])(paused )?sandbox\b(?! (?:template|runtime|image|agent|bundle|record|budget)\b) ?(?:(["'`]?)([\w:.-]{1,80})["'`]? )?(?:was |is |could )?(?:not (?:be )?found|does(?: not|n['’]t) exist|no longer exists|has been (?:deleted|killed|removed)|was (?:deleted|killed|removed)|is gone|has expired)/i;
const NEVER_STARTED =
  /\bno (?:provider )?sandbox (?:was|is|has been|has) (?:ever )?(?:started|created|running|attached|provisioned)|\bsandbox\b[^.]{0,100}\b(?:was never|has never been|has not been|was not|not yet) (?:started|created|provisioned)|\bsandbox\b[^.]{0,80}\b(?:has no|without(?: a)?|missing) (?:provider|underlying|runtime|active)\b/i;

/** Words around it which only somebody says who asked the provider. */
const PROVIDER_SPOKE = /likely due to|\b(?:failed|unable|could not|cannot) (?:to )?(?:connect|reach|resume)/i;

/** True for the API's own 404 about its record (`Sandbox "…" not found`), which says nothing about the provider. */
function isOwnRecord(facts: Facts, spoken: SpokenMatch): boolean {
  if (spoken.source !== "answer" || spoken.match[1] !== undefined || PROVIDER_SPOKE.test(spoken.text)) return false;
  const named = facts.code === null ? null : /^(?:(?:sandbox|resource)_)?not_found$/i.test(facts.code);
  if (named !== null) return named;
  if (facts.status !== null) return facts.status === 404;
  return spoken.match[2] !== "" || spoken.match[3] === undefined;
}

function find(facts: Facts): Finding | undefined {
  const gone = findSpoken(facts, GONE);
  const never = findSpoken(facts, NEVER_STARTED) !== undefined || hasNoProvider(facts);
  if ((gone !== undefined && !isOwnRecord(facts, gone)) || never || isGoneByStatus(facts))
    return describe(facts, never);
  return isFileMissingAtHome(facts) ? suspectDead(facts) : undefined;
}

/** The published server answers 409 where the record of a sandbox has no provider id. */
function hasNoProvider(facts: Facts): boolean {
  return (
    facts.status === 409 && facts.code === "sandbox_unavailable" && !/fail|time|stop|connect|reach/i.test(facts.message)
  );
}

/** The published server answers 404 where the provider has no such sandbox. */
function isGoneByStatus(facts: Facts): boolean {
  return facts.status === 404 && facts.code === "sandbox_unavailable";
}

function describe(facts: Facts, never: boolean): Finding {
  const code = facts.code === null ? "" : ` The code ${facts.code} hides that.`;
  const odd = facts.code !== null && facts.storedError === null ? code : "";
  const what = never
    ? "No sandbox was ever started for this record, so there is nothing to reach."
    : "The provider says that this sandbox does not exist any more: it was deleted, or its time ran out.";
  return {
    strength: "proof",
    confidence: "certain",
    evidence: answerEvidence(facts),
    explanation: `${what}${odd} It will not come back; repeating the request cannot help.`,
    fixes: [
      fix("Make a new sandbox and use its id; do not repeat the request.", createSandboxCommand(facts)),
      fix(
        "Delete the old record, so that nothing uses it again; its threads go with it.",
        `sandbox-errors request DELETE /v1/sandboxes/${readRequestIds(facts).sandboxId}`,
      ),
    ],
  };
}

/** In a dead sandbox the published server says of every path that it is not found; these two always exist in a live one. */
function isFileMissingAtHome(facts: Facts): boolean {
  if (facts.code !== "file_not_found") return false;
  const told = /["'`]([^"'`]{1,200})["'`]/.exec(facts.message)?.[1];
  const body = facts.requestBody.object?.["path"] ?? facts.requestBody.object?.["oldPath"];
  const path = facts.target?.query.get("path") ?? (typeof body === "string" ? body : told);
  return path !== undefined && /^(?:\/home\/user\/?|\/|\.\/?|~\/?)$/.test(path);
}

function suspectDead(facts: Facts): Finding {
  const { sandboxId } = readRequestIds(facts);
  return {
    strength: "implied",
    confidence: "possible",
    evidence: answerEvidence(facts),
    explanation:
      "This folder exists in every living sandbox. In one that the provider has deleted, the server says of every path that it is not found.",
    fixes: [
      fix(
        "Run a command in it: if the answer says that the sandbox is not found, make a new one.",
        `sandbox-errors request POST /v1/sandboxes/${sandboxId}/exec -f command=true`,
      ),
    ],
  };
}

/** The provider has no such sandbox (any more), whatever status and code say. */
export const dead: Cause = {
  id: "sandbox.dead",
  title: "The sandbox is gone at its provider",
  explanation:
    "The API still has a record of this sandbox, but its provider has no such sandbox: it was deleted, its time ran out, or none was ever started. Status and code (503, 500, 409, 404, 400) make it look temporary; it is not.",
  proof: "Text saying that the provider has no such sandbox, or that none was ever started for this record.",
  fixes: [
    fix(
      "Make a new sandbox and use its id; do not repeat the request.",
      "sandbox-errors request POST /v1/sandboxes -f agent=<agent>",
    ),
    fix(
      "Delete the old record, so that nothing uses it again; its threads go with it.",
      "sandbox-errors request DELETE /v1/sandboxes/<sandboxId>",
    ),
  ],
  retry: "after_fix",
  severity: "error",
  code: "sandbox_error",
  provenance: "observed",
  beats: ["sandbox.unavailable", "sandbox.runtime_error", "sandbox.git_clone_failed", "stream.error_event"],
  get examples() {
    return [
      {
        what: "a chat: 503 that looks temporary",
        exchange: answeredJson({ path: "/v1/chat/support", json: SAMPLE_CHAT }, 503, {
          error: {
            code: "sandbox_unavailable",
            message: "Failed to connect sandbox i4x8r2abcdefghijklmn: Paused sandbox i4x8r2abcdefghijklmn not found",
          },
        }),
      },
      {
        what: "a clone: 400 with git's code",
        exchange: answeredJson(
          { path: `/v1/sandboxes/${SAMPLE_ID}/git/clone`, json: { url: "https://github.com/a/b.git" } },
          400,
          {
            error: { code: "git_clone_failed", message: "Paused sandbox i4x8r2abcdefghijklmn not found" },
          },
        ),
      },
      {
        what: "a record without a sandbox: 409",
        exchange: answeredJson({ path: "/v1/chat/support", json: SAMPLE_CHAT }, 409, {
          error: { code: "sandbox_unavailable", message: `Sandbox "${SAMPLE_ID}" is not available` },
        }),
      },
      {
        what: "the text stored with a thread",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/threads/${OTHER_ID}` }, 200, {
          id: OTHER_ID,
          status: "error",
          error: "sandbox_unavailable: The sandbox was not found: This error is likely due to sandbox timeout.",
        }),
      },
    ];
  },
  find,
};
