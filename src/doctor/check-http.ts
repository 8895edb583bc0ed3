import { diagnose } from "../diagnosis/diagnose.js";
import { type ExitName, exitOfReport } from "../diagnosis/exit-code.js";
import type { Diagnosis } from "../diagnosis/report.js";
import { readHeader } from "../exchange/exchange.js";
import type { SentExchange } from "../http/send-order.js";
import type { LayerFact } from "../render/report/doctor-layer.js";
import { formatMs } from "../text/duration.js";
import { type CheckedLayer, fact, makeLayer } from "./checked-layer.js";

/** Endings by which an answer is not the API's own, or the API is in no state to answer. */
const NO_GOOD: ReadonlySet<ExitName> = new Set<ExitName>(["server", "no_answer", "try_later"]);

/** Whether the API answers a request without a key. That it refuses it is what is wanted. */
export function checkHttp(sent: SentExchange): CheckedLayer {
  const { exchange, phaseMs } = sent;
  const diagnoses = diagnose(exchange);
  const ok = exchange.failure === null && !NO_GOOD.has(exitOfReport(diagnoses));
  const problem = ok ? [] : [fact("problem", describeProblem(sent, diagnoses))];
  const facts = [...problem, fact("request", describeRequest(sent)), fact("key", "not sent"), ...describeAnswer(sent)];
  const durationMs = (phaseMs.send ?? 0) + (phaseMs.head ?? 0) + (phaseMs.body ?? 0);
  return makeLayer("http", { ok, durationMs, facts, diagnoses: ok ? [] : diagnoses, sent: [sent] });
}

/** What a request that failed or was answered badly ran into, in a line. */
export function describeProblem({ exchange }: SentExchange, diagnoses: readonly Diagnosis[]): string {
  return exchange.failure?.message ?? diagnoses[0]?.title ?? "The answer is not understood.";
}

/** The request's method and path. */
export function describeRequest({ exchange: { request } }: SentExchange): string {
  const url = request?.url ?? "";
  return `${request?.method ?? ""} ${URL.canParse(url) ? new URL(url).pathname : url}`;
}

/** The answer's first line and how long its parts took. */
export function describeAnswer({ exchange, phaseMs }: SentExchange): LayerFact[] {
  const { response } = exchange;
  if (response === null) return [];
  const type = readHeader(response.headers, "content-type");
  const server = readHeader(response.headers, "server");
  const parts = (["resolve", "connect", "tls", "send", "head", "body"] as const).flatMap((phase) => {
    const ms = phaseMs[phase];
    return ms === undefined ? [] : [`${phase} ${formatMs(ms)}`];
  });
  return [
    fact("answer", `${response.status}${type === undefined ? "" : `, ${type}`}, ${response.body.bytes} bytes`),
    ...(server === undefined ? [] : [fact("server", server)]),
    fact("times", parts.join(", ")),
  ];
}
