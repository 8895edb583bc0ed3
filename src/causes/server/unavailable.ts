import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import { formatSeconds } from "../../text/duration.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { isWrittenByHop } from "../evidence/answering-hop.js";
import { answeredDocumented, answeredJson, answeredText } from "../example.js";

/** The documented words, and the usual ones; SDKs throw them without the status. */
const UNAVAILABLE =
  /^(?:the )?(?:sandbox runtime|service|server|api) (?:is )?(?:temporarily |currently )?(?:unavailable|overloaded)\b/i;

const REPORT = fix("If it stays for long, report it: time, method, path, status and message, never the key.");

function find(facts: Facts): Finding | undefined {
  const byCode =
    /^(?:service_|server_|temporarily_)?(?:unavailable|overloaded)$/i.test(facts.code ?? "") &&
    (facts.status ?? 503) >= 500;
  const told = facts.status === null && facts.code === null && UNAVAILABLE.test(facts.message);
  if ((facts.status !== 503 && !byCode && !told) || isWrittenByHop(facts)) return undefined;
  const { seconds } = facts.wait;
  return {
    strength: "fallback",
    confidence: "likely",
    evidence: answerEvidence(facts),
    ...(seconds === null
      ? {}
      : {
          fixes: [
            fix(`Wait ${formatSeconds(seconds)}, as the answer says, and send it again.`),
            ...unavailable.fixes.slice(1),
          ],
        }),
  };
}

/** 503 with no more specific reason. */
export const unavailable: Cause = {
  id: "server.unavailable",
  title: "The API or its sandbox runtime is unavailable",
  explanation:
    "The API says that it, or the runtime of its sandboxes, is temporarily unavailable. It did not look at your request any further, so nothing in it needs a change.",
  proof: "Status 503 from the API, with nothing in the answer that names one sandbox or provider.",
  fixes: [
    fix("Send it again with growing pauses, from some seconds up to a minute: the answer names no wait."),
    fix(
      "Ask whether the server is up at all, and look at the status page of whoever runs it.",
      "sandbox-errors request GET /health",
    ),
    REPORT,
  ],
  retry: "with_backoff",
  severity: "error",
  code: null,
  provenance: "documented",
  get examples() {
    return [
      {
        what: "the documented envelope",
        exchange: answeredDocumented({}, 503, "service_unavailable", "sandbox runtime is temporarily unavailable"),
      },
      { what: "a bare sentence", exchange: answeredJson({}, 503, { error: "Service unavailable" }) },
      { what: "nothing but the status", exchange: answeredText({}, 503, "", "", { "retry-after": "30" }) },
    ];
  },
  find,
};
