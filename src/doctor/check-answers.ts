import { diagnose } from "../diagnosis/diagnose.js";
import { exitOfReport } from "../diagnosis/exit-code.js";
import { sendOnce } from "../http/send.js";
import type { SentExchange } from "../http/send-order.js";
import { formatSeconds } from "../text/duration.js";
import { checkAuthentication } from "./check-authentication.js";
import { checkContract } from "./check-contract.js";
import { checkHttp } from "./check-http.js";
import { type CheckedLayer, notChecked } from "./checked-layer.js";
import type { DoctorSetting, DoctorTarget } from "./doctor-setting.js";
import { findFailedLayer } from "./find-failed-layer.js";

/** What the layers of the answer are checked with. */
export interface AnswerSituation {
  readonly setting: Pick<DoctorSetting, "judge" | "interrupted">;
  readonly target: DoctorTarget;
  /** The request without a key. */
  readonly sent: SentExchange;
  /** Null where there is no key that could be sent. */
  readonly keyText: string | null;
}

/** The layers that need an answer: HTTP, authentication and contract. */
export async function* checkAnswers(situation: AnswerSituation): AsyncGenerator<CheckedLayer, void> {
  const { setting, target, sent, keyText } = situation;
  const { response } = sent.exchange;
  const reached = findFailedLayer(sent, target.proxy.proxy !== null);
  if (reached !== null && reached !== "http") {
    for (const name of ["http", "authentication", "contract"] as const)
      yield notChecked(name, "there is no connection to ask over");
    return;
  }
  const http = checkHttp(sent);
  yield http;
  if (response !== null && isForeign(http)) {
    yield notChecked("authentication", "the answer is not the API's, so the key stays here");
    yield notChecked("contract", "the answer is not the API's");
    return;
  }
  const hindrance = findHindrance(sent, keyText);
  if (hindrance !== undefined || keyText === null) yield notChecked("authentication", hindrance ?? "there is no key");
  else {
    const answered = await sendOnce(target.writeOrder(keyText));
    if (setting.interrupted.aborted) return;
    yield checkAuthentication(answered);
  }
  if (response === null) yield notChecked("contract", "there is no answer to compare");
  else yield checkContract(sent.exchange, setting.judge(sent.exchange));
}

/** True where something else answered in the API's place: a portal, a gateway that blocks, another host. */
function isForeign({ ok, diagnoses }: CheckedLayer): boolean {
  return ok === false && exitOfReport(diagnoses) === "no_answer";
}

/** Why the key is not sent. */
function findHindrance({ exchange }: SentExchange, keyText: string | null): string | undefined {
  if (keyText === null) return "there is no key that could be sent";
  if (exchange.response === null) return "no answer came to the request without a key";
  // A wait that the API asks for is kept, whoever asks next.
  const wait = diagnose(exchange)[0]?.retry.waitSeconds ?? null;
  return wait === null ? undefined : `the API asks for a wait of ${formatSeconds(wait)} first`;
}
