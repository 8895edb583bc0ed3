import { EMPTY_BODY, type Exchange, type Response, readHeader } from "../exchange/exchange.js";
import type { Clock } from "../host/host.js";
import type { CaseRecord } from "./case-record.js";
import type { ProbeRequest } from "./fill-step.js";
import type { Step } from "./probe-case.js";
import type { Purpose, SendProbe } from "./send-probe.js";

/** One step on its way. */
export interface Sending {
  readonly step: Step;
  readonly request: ProbeRequest;
  readonly purpose: Purpose;
  readonly send: SendProbe;
  readonly clock: Clock;
  /** Ctrl-C and SIGTERM. */
  readonly interrupted: AbortSignal;
  /** How long a request that creates something may go on after Ctrl-C, so that its id is learned; in ms. */
  readonly graceMs: number;
  /** Aborts when the case ends. */
  readonly closing: AbortSignal;
  /** Takes streams that are still open; they settle once `closing` aborts. */
  readonly open: Promise<void>[];
  readonly record: CaseRecord;
}

/** Sends one step and records its exchange. Of a stream that stays open only the head is awaited. */
export async function sendStep(sending: Sending): Promise<Exchange> {
  const { step, request, purpose, send, clock, interrupted, closing, open, record } = sending;
  const startedAt = clock.now();
  const from = clock.monotonic();
  const at = record.exchanges.length;
  const keep = (exchange: Exchange): Exchange => {
    record.exchanges[at] = { exchange, startedAt, durationMs: clock.monotonic() - from, waitedMs: 0 };
    return exchange;
  };
  if (step.creates !== undefined) return keep(await sendLate(sending));
  if (step.staysOpen !== true) return keep(await send(request, { purpose, signal: interrupted }));
  return new Promise((resolve, reject) => {
    const onBegun = (head: Pick<Response, "status" | "headers">): void => {
      if (staysOpen(head)) resolve(keep(openExchange(request, head, startedAt)));
    };
    const whole = send(request, { purpose, signal: AbortSignal.any([interrupted, closing]), onBegun });
    open.push(whole.then((exchange) => resolve(keep(exchange)), reject));
  });
}

/** Goes on for a while after the user's interrupt: what is being created would else be lost with its id. */
async function sendLate({ request, purpose, send, clock, interrupted, graceMs }: Sending): Promise<Exchange> {
  const late = new AbortController();
  const over = new AbortController();
  const begin = (): void => void clock.sleep(graceMs, over.signal).then(() => late.abort());
  interrupted.addEventListener("abort", begin, { once: true });
  try {
    return await send(request, { purpose, signal: late.signal });
  } finally {
    interrupted.removeEventListener("abort", begin);
    over.abort();
  }
}

/** An error comes whole, so that it can be compared; whatever else may go on for as long as a stream does. */
function staysOpen({ status, headers }: Pick<Response, "status" | "headers">): boolean {
  const isStream = readHeader(headers, "content-type")?.startsWith("text/event-stream") === true;
  return isStream || (status !== null && status < 400);
}

/** A stream whose end nobody waits for, as an exchange. */
function openExchange(
  { method, path, headers: sent }: ProbeRequest,
  { status, headers }: Pick<Response, "status" | "headers">,
  at: number,
): Exchange {
  return {
    request: { method, url: path, headers: sent, body: null },
    response: { status, headers, body: EMPTY_BODY, headersKnown: true },
    failure: null,
    sentAt: at,
    receivedAt: null,
  };
}
