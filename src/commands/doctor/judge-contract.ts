import type { ContractJudgement } from "../../doctor/check-contract.js";
import type { Exchange } from "../../exchange/exchange.js";
import { unauthorizedNoKeyCase } from "../../probe/cases/unauthorized-no-key.js";
import { judgeAnswer } from "../../probe/judge-answer.js";

/** Judges the answer to a request without a key as `probe` judges it. */
export function judgeContract(exchange: Exchange): ContractJudgement {
  const [step] = unauthorizedNoKeyCase.steps;
  if (step === undefined) throw new Error("the case has no step");
  const judgement = judgeAnswer(step, exchange, undefined);
  switch (judgement.kind) {
    case "compared":
      return judgement;
    case "inconclusive":
      return { kind: "inconclusive", reason: judgement.reason.replace(/\.$/, "") };
    default:
      return { kind: "inconclusive", reason: "the answer is about a limit, and not about the key" };
  }
}
