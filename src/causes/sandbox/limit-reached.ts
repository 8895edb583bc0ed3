import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { findSpoken } from "../evidence/spoken-text.js";
import { answeredJson, SAMPLE_ID } from "../example.js";

const LIMIT =
  /\b(?:maximum|max|limit on the) (?:number|count|amount) of\b[^.]{0,40}\bsandboxes\b|\bsandbox(?:es)? (?:resource |concurrency |count |instance )?(?:limit|quota)\b[^.]{0,40}\b(?:reached|exceeded|hit)|\btoo many (?:concurrent |running |active |open )?(?:\w{1,20} )?sandboxes\b|\bconcurrent (?:\w{1,20} )?sandbox(?:es)? (?:limit|quota)|\b(?:limit|quota) (?:of|for|on) (?:\d{1,6} )?(?:concurrent|running|active) (?:\w{1,20} )?sandboxes|\btotal (?:cpu|memory|disk) (?:limit|quota) exceeded/i;

function find(facts: Facts): Finding | undefined {
  const spoken = findSpoken(facts, LIMIT);
  const byCode =
    /^(?:max_)?(?:concurrent_)?sandbox(?:es)?_(?:resource_|concurrency_)?(?:limit|quota)(?:_(?:reached|exceeded))?$/i.test(
      facts.code ?? "",
    );
  if (spoken === undefined && !byCode) return undefined;
  const count = /(?:\(|\bof |\breached |: )(\d{1,6})\b/.exec(spoken?.text.slice(spoken.match.index) ?? "")?.[1];
  const cap = count === undefined ? "as many sandboxes as its cap allows" : `${count} sandboxes, which is its cap`;
  const provider = /\be2b\b/i.test(spoken?.text ?? "") ? "E2B, the sandbox provider," : "The sandbox provider";
  return {
    strength: "proof",
    confidence: "certain",
    evidence: answerEvidence(facts),
    explanation: `${provider} already runs ${cap}, so it starts no further one. The text may speak of a rate limit; it is a cap on what runs at once, and waiting helps only when one of them ends.`,
  };
}

/** The provider's cap on sandboxes that run at once is reached. */
export const limitReached: Cause = {
  id: "sandbox.limit_reached",
  title: "Too many sandboxes run at once",
  explanation:
    "The sandbox provider already runs as many sandboxes as its cap allows, so it starts no further one. The text may speak of a rate limit; it is a cap on what runs at once, and waiting helps only when one of them ends.",
  proof: "Text naming a maximum number of sandboxes at once, or a resource limit of the sandbox provider.",
  fixes: [
    fix(
      "Delete sandboxes that you no longer need; files and threads in them go too. It is a cap on what runs at once, no pace limit: waiting alone does not help.",
      "sandbox-errors request DELETE /v1/sandboxes/<sandboxId>",
    ),
    fix("Use one sandbox again for the next chat instead of starting a new one each time: send its id as sandboxId."),
    fix(
      "If you need more at once, ask the people who run the server: the cap belongs to their account at the provider.",
    ),
  ],
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: ["rate_limit.provider", "rate_limit.no_hint", "rate_limit.quota", "sandbox.unavailable", "stream.error_event"],
  get examples() {
    return [
      {
        what: "E2B's cap inside a 500",
        exchange: answeredJson({ path: "/v1/sandboxes", json: { agent: "support" } }, 500, {
          error: {
            code: "internal_error",
            message:
              "Rate limit exceeded, please try again later - you have reached the maximum number of concurrent E2B sandboxes (20).",
          },
        }),
      },
      {
        what: "another provider's wording, stored with a sandbox",
        exchange: answeredJson({}, 200, {
          id: SAMPLE_ID,
          status: "error",
          error: "sandbox_unavailable: Sandbox resource limit reached (16)",
        }),
      },
    ];
  },
  find,
};
