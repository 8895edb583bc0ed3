import { readHeader } from "../../exchange/exchange.js";
import type { Facts } from "../../exchange/facts.js";

/** True where a stream of events was answered with a status of success (or an unknown one). */
export function isChatStream(facts: Facts): boolean {
  return facts.stream !== null && (facts.status ?? 200) < 400;
}

/** True where a stream was announced with success and not one byte of it came. */
export function isBareStream(facts: Facts): boolean {
  const { response, request } = facts.exchange;
  // What nobody kept may have held a whole stream.
  if (response?.body.truncated === true && facts.exchange.failure === null) return false;
  if (response === null || facts.status !== 200 || facts.envelope.shape !== "empty" || request?.method === "HEAD")
    return false;
  return /^text\/event-stream/i.test(readHeader(response.headers, "content-type") ?? "");
}

/** The result subtype of the run, where it is one of failure; else null. */
export function readFailedSubtype(facts: Facts): string | null {
  const subtype = facts.stream?.resultSubtype ?? null;
  return subtype === null || /^(?:success|end_turn|completed|ok|stop)$/i.test(subtype) ? null : subtype;
}

const CANCELLED =
  /^(?:[a-z_]{2,40}: )?(?:the )?(?:(?:request|run|stream|generation|operation) (?:was )?)?(?:cancell?ed|aborted)\b|\bcancell?ed by (?:the )?(?:user|client)\b|\bAbortError\b/i;

/** What says that the run was cancelled, and where it stood; undefined where nothing does. */
export function findCancellation(facts: Facts): { readonly where: string; readonly saw: string } | undefined {
  const { storedError, stream } = facts;
  if (storedError !== null)
    return CANCELLED.test(storedError) ? { where: "response.body.error", saw: storedError } : undefined;
  if (facts.status === null && facts.code === "cancelled")
    return { where: "response.body.error", saw: facts.message || "cancelled" };
  if (stream === null || !isChatStream(facts)) return undefined;
  const told = stream.errors.find((text) => CANCELLED.test(text));
  if (told !== undefined) return { where: "stream.error", saw: told };
  if (stream.cancelled) return { where: "stream.abort", saw: "an abort event" };
  const subtype = stream.resultSubtype ?? "";
  return /cancel|abort|interrupt/i.test(subtype) ? { where: "stream.resultSubtype", saw: subtype } : undefined;
}

/** True where the run was ended by a limit on turns or cost: subtype of the stream's metadata. */
export function isCutByLimit(facts: Facts): boolean {
  return /max_?turn|budget/i.test(facts.stream?.resultSubtype ?? "");
}
