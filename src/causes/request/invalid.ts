import { fix } from "../../catalog/fix.js";
import type { Cause } from "../cause.js";
import { answerEvidence, hasStatus, reportsError } from "../evidence/answer.js";
import { nameEndpoint, tellFields } from "../evidence/endpoint-words.js";
import { clip } from "../evidence/quote-value.js";
import { refusesRequest } from "../evidence/refused-request.js";
import { answeredDocumented, answeredJson, SAMPLE_CHAT } from "../example.js";

/** The documented description, and what the published server says with this code alone; SDKs throw them without it. */
const DOCUMENTED_TEXT =
  /\brequest body is malformed or missing required fields\b|\bruntime\b.{0,60}\b(?:not |un)supported\b|^bad request\W{0,3}$/i;

/** A request that was refused for its contents, with no more specific reason. */
export const invalid: Cause = {
  id: "request.invalid",
  title: "The request is invalid",
  explanation:
    "The server refuses the contents of the request. Neither its code nor what is known of the request tells which part; the message may.",
  proof: "The code is invalid_request, or the status 400, and nothing more specific was found.",
  fixes: [
    fix(
      "Read the message: it usually names the field. Compare the request with the endpoint's reference, name by name.",
    ),
    fix(
      "Send the same request with -v, or let --dry-run show what would be sent.",
      "sandbox-errors request POST /v1/sandboxes -f agent=my-agent --dry-run",
    ),
  ],
  retry: "never",
  severity: "error",
  code: "invalid_request",
  provenance: "documented",
  get examples() {
    return [
      {
        what: "the documented code with nothing that tells why",
        exchange: answeredDocumented(
          { path: "/v1/chat/support", json: SAMPLE_CHAT },
          400,
          "invalid_request",
          "The request could not be accepted",
        ),
      },
      {
        what: "a 400 without a code",
        exchange: answeredJson({ path: "/v1/sandboxes", json: { agent: "my-agent" } }, 400, {
          error: { message: "Unsupported runtime" },
        }),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts)) return undefined;
    const isNamed = facts.code !== null && hasStatus(facts, 400, 422) && refusesRequest(facts);
    const isBare = facts.code === null && (facts.status === 400 || facts.status === 422);
    const isSaid = facts.code === null && facts.status === null && DOCUMENTED_TEXT.test(facts.message);
    if (!isNamed && !isBare && !isSaid) return undefined;
    const endpoint = facts.route?.endpoint ?? null;
    const named =
      facts.message === "" || facts.envelope.shape === "html" ? "" : ` Its message: ${clip(facts.message, 200)}`;
    return {
      strength: "fallback",
      confidence: "likely",
      evidence: answerEvidence(facts),
      explanation: `The server refuses the contents of this request and gives no code for the reason.${named}`,
      fixes: [
        named === ""
          ? fix(
              "Compare the request with what the endpoint takes, name by name: the answer does not say what is wrong.",
            )
          : fix(`Mend what the message names: ${clip(facts.message, 200)}`.replace(/\.?$/, "."), null),
        ...(endpoint === null ? [] : [fix(`${nameEndpoint(facts)}. ${tellFields(endpoint)}`.trim())]),
      ],
    };
  },
};
