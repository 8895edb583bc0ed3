import { fix } from "../catalog/fix.js";
import type { Facts } from "../exchange/facts.js";
import type { Cause, Evidence, Finding } from "./cause.js";
import { answerEvidence, reportsError } from "./evidence/answer.js";
import { isAnswered } from "./evidence/network-failure.js";
import { adviseNoAnswer } from "./evidence/no-answer-advice.js";
import { answeredDocumented, answeredJson, unanswered } from "./example.js";

/** True where something went wrong: an error answer, an error in a good one, a stored error, or no answer at all. */
function wentWrong(facts: Facts): boolean {
  if ((facts.exchange.failure !== null && !isAnswered(facts)) || reportsError(facts) || facts.storedError !== null)
    return true;
  const { shape } = facts.envelope;
  return facts.status !== null && (shape === "documented" || shape === "nested") && facts.code !== null;
}

/** A good answer that broke no connection, and still was not read to its end: it was longer than we read. */
function isCutByOurBound({ exchange: { response, failure } }: Facts): boolean {
  if (response === null || failure !== null || !response.body.truncated) return false;
  // Without any of it, nobody kept the body: nothing shows that it was long.
  const isSeen = response.body.text !== "" || response.body.base64 !== null;
  return isSeen && (response.status ?? 0) < 400;
}

function foundCut(facts: Facts): Finding {
  const bytes = facts.exchange.response?.body.bytes ?? 0;
  return {
    strength: "fallback",
    confidence: "possible",
    evidence: [...answerEvidence(facts), { where: "response.body", saw: `cut off after ${bytes} bytes` }],
    explanation: `The answer is longer than what this program reads, so it was cut off after ${bytes} bytes. Whether it has an end does not show.`,
    fixes: [fix("Ask for less at once, or fetch it with a program that streams to a file, such as curl.")],
  };
}

function find(facts: Facts): Finding | undefined {
  if (isCutByOurBound(facts)) return foundCut(facts);
  if (!wentWrong(facts)) return undefined;
  const { failure } = facts.exchange;
  const told = failure === null || isAnswered(facts) ? undefined : adviseNoAnswer(failure);
  const seen: readonly Evidence[] =
    failure === null ? [] : [{ where: "network.code", saw: failure.code ?? failure.message }];
  return {
    strength: "fallback",
    confidence: "possible",
    evidence: [...answerEvidence(facts), ...seen],
    ...(told ?? { explanation: explain(facts) }),
  };
}

function explain(facts: Facts): string {
  const status = facts.status === null ? "an unknown status" : `status ${facts.status}`;
  const code = facts.code === null ? "no code" : `the code ${facts.code}`;
  const words = facts.message === "" ? "no message" : "the message below";
  return `The answer has ${status}, ${code} and ${words}; together they fit none of the known causes. What the server says is all that is known.`;
}

/** An error that no rule recognises. */
export const unknownCause: Cause = {
  id: "unknown",
  title: "An error that fits none of the known causes",
  explanation:
    "The answer is an error, but its status, code and message fit none of the known causes. What the server says is all that is known; read its message first.",
  proof: "An error answer, or a failure, in which no rule found anything.",
  fixes: [
    fix("Read the server's own message and do what it says."),
    fix("See what answers a request that needs no key.", "sandbox-errors request GET /health --verbose"),
    fix("If it stays unclear, report it: time, method, path, status, code and message, never the key."),
  ],
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "inferred",
  get examples() {
    return [
      { what: "an unheard-of status and code", exchange: answeredDocumented({}, 418, "teapot_mode", "I refuse") },
      {
        what: "an unheard-of code, flat",
        exchange: answeredJson({}, 418, { error: "short_and_stout", message: "No", status: 418 }),
      },
      {
        what: "a failure without a known name",
        exchange: unanswered({ kind: "other", code: "ESTRANGE", message: "strange" }),
      },
      {
        what: "a browser that does not say why",
        exchange: unanswered({ kind: "other", message: "TypeError: Failed to fetch" }),
      },
      {
        what: "a request that the program itself gave up",
        exchange: unanswered({ kind: "aborted", code: "ABORT_ERR", message: "AbortError: This operation was aborted" }),
      },
    ];
  },
  find,
};
