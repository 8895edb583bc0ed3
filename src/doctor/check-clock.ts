import { readHeader } from "../exchange/exchange.js";
import { parseHttpDate } from "../exchange/http-date.js";
import type { TlsInspection } from "../http/inspect-tls.js";
import type { SentExchange } from "../http/send-order.js";
import { formatSeconds } from "../text/duration.js";
import { type CheckedLayer, fact, makeLayer, notChecked } from "./checked-layer.js";

/** A server's `Date`, and when it came by this machine's clock. Times in ms since 1970. */
export interface ServerDate {
  readonly text: string;
  readonly sentAt: number;
  readonly receivedAt: number;
  /** False where nobody vouches for the server. */
  readonly trusted: boolean;
}

/** From here on tokens and certificates are judged wrongly. Less is usual and harmless. */
const MOST_SKEW_MS = 180_000;

/** The server's date: the answer's, else what a server said whose certificate was refused. Null where neither came. */
export function readServerDate({ exchange }: SentExchange, inspection: TlsInspection | undefined): ServerDate | null {
  const { response, sentAt, receivedAt } = exchange;
  const text = response === null ? undefined : readHeader(response.headers, "date");
  if (text !== undefined && receivedAt !== null)
    return { text, sentAt: sentAt ?? receivedAt, receivedAt, trusted: true };
  const told = inspection?.date ?? null;
  return told === null ? null : { text: told.text, sentAt: told.at, receivedAt: told.at, trusted: false };
}

/** Compares this machine's clock with the server's. Never fails: a wrong clock is a warning. */
export function checkClock(date: ServerDate | null): CheckedLayer {
  if (date === null) return notChecked("clock", "no answer told the server's time");
  const told = [
    fact("server's Date", date.text),
    ...(date.trusted ? [] : [fact("told by", "the server whose certificate was refused")]),
  ];
  const serverMs = parseHttpDate(date.text, date.receivedAt);
  if (serverMs === undefined) return notChecked("clock", "the server's Date is no date", told);
  // A Date is cut to whole seconds, and is written somewhere between sending and receiving.
  const skewMs = (date.sentAt + date.receivedAt) / 2 - (serverMs + 500);
  const facts = [...told, fact("this clock", describeSkew(skewMs))];
  if (Math.abs(skewMs) > MOST_SKEW_MS)
    facts.push(
      fact(
        "warning",
        `This machine's clock is ${describeSkew(skewMs)}. Set it: tokens and certificates are judged by it.`,
      ),
    );
  return makeLayer("clock", { ok: true, facts });
}

/** A second or two is the measurement's own. */
function describeSkew(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  if (seconds < 2) return "in step with the server's";
  return `${formatSeconds(seconds)} ${ms > 0 ? "ahead of" : "behind"} the server's`;
}
