import { diagnose } from "../diagnosis/diagnose.js";
import { readVerdict } from "../diagnosis/read-verdict.js";
import type { SentExchange } from "../http/send-order.js";
import { describeAnswer, describeProblem, describeRequest } from "./check-http.js";
import { type CheckedLayer, fact, makeLayer } from "./checked-layer.js";

/** Whether the API accepts the key, by its answer to one harmless request. */
export function checkAuthentication(sent: SentExchange): CheckedLayer {
  const { verdict, diagnoses } = readVerdict(sent.exchange, diagnose(sent.exchange));
  const words = {
    valid: "valid: the API accepted the key",
    rejected: "rejected: the API refused the key",
    indeterminate: "not known: the answer is not about the key",
  };
  const known = verdict === "valid" || verdict === "rejected" ? verdict : "indeterminate";
  const ok = verdict === "valid";
  return makeLayer("authentication", {
    ok,
    durationMs: sent.durationMs,
    facts: [
      ...(ok ? [] : [fact("problem", describeProblem(sent, diagnoses))]),
      fact("verdict", words[known]),
      fact("request", describeRequest(sent)),
      fact("key", "sent"),
      ...describeAnswer(sent),
    ],
    diagnoses,
    sent: [sent],
  });
}
