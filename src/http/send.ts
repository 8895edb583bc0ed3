import type { Client } from "undici";
import {
  type Body,
  EMPTY_BODY,
  type Exchange,
  type Failure,
  type Request,
  type Response,
} from "../exchange/exchange.js";
import type { Answer } from "./answer.js";
import { checkTarget } from "./check-target.js";
import { classifyError } from "./classify-error.js";
import { dispatchRequest, isForwarded } from "./dispatch-request.js";
import { Flight, Stopped } from "./flight.js";
import { makeBody } from "./gathered-bytes.js";
import { loadClient } from "./load-client.js";
import { openConnection } from "./open-connection.js";
import { askForCredentials, refusal } from "./open-tunnel.js";
import { nameProxy, readProxyCredentials } from "./proxy.js";
import { ChunkRefused, readBody } from "./read-body.js";
import type { SendOrder, SentExchange } from "./send-order.js";
import { watchDeadline, watchIdle } from "./watch-time.js";

/** What came of the request: an answer, a failure, or an answer that broke off. */
type Outcome = Pick<Exchange, "response" | "failure" | "sentAt" | "receivedAt">;

/**
 * Sends one request and reads its answer, once and without following redirects. Whatever the network does is in the
 * exchange; rejects only with what `onChunk` threw. Settles at once when the signal aborts. When it settles, nothing
 * of it is open but a look-up that `lingers` tells of.
 */
export async function sendOnce(order: SendOrder): Promise<SentExchange> {
  const { clock } = order;
  // First, so that loading it counts as no phase of the exchange.
  const UndiciClient = loadClient();
  const startedAt = clock.now();
  const begunAt = clock.monotonic();
  const flight = new Flight(clock);
  const outcome = await attempt(order, flight, UndiciClient).finally(() => flight.end());
  return {
    exchange: { request: recordRequest(order), ...outcome },
    startedAt,
    durationMs: clock.monotonic() - begunAt,
    phaseMs: flight.phaseMs,
    peer: {
      addresses: flight.addresses.map((each) => each.address),
      address: flight.address,
      connectMs: flight.connectMs,
      tlsVersion: flight.tlsVersion,
      certificate: flight.certificate,
    },
    lingers: flight.lingers,
  };
}

async function attempt(order: SendOrder, flight: Flight, UndiciClient: typeof Client): Promise<Outcome> {
  const refused = refuseTarget(order);
  if (refused !== undefined) flight.stop("other", "ERR_UNSAFE_TARGET", refused);
  const onInterrupt = () => flight.stop("aborted", "ABORT_ERR", "given up before an answer had come");
  if (order.signal.aborted) onInterrupt();
  order.signal.addEventListener("abort", onInterrupt, { once: true });
  try {
    return await sendAndRead(order, flight, UndiciClient);
  } catch (error) {
    if (error instanceof ChunkRefused) throw error.cause;
    return { response: null, failure: failureOf(error, flight), sentAt: null, receivedAt: null };
  } finally {
    order.signal.removeEventListener("abort", onInterrupt);
  }
}

async function sendAndRead(order: SendOrder, flight: Flight, UndiciClient: typeof Client): Promise<Outcome> {
  if (flight.failure !== null) throw new Stopped();
  const headCame = new AbortController();
  const lateSignal = AbortSignal.any([flight.signal, headCame.signal]);
  void watchDeadline(order.clock, order.timeoutMs, lateSignal, () => stopLate(order, flight));
  const socket = await openConnection(order, flight);
  const sentAt = order.clock.now();
  const answer = dispatchRequest(order, socket, flight, UndiciClient);
  await answer.begun;
  headCame.abort();
  const { receivedAt } = answer;
  if (answer.head === null) return { response: null, failure: failureOf(answer.error, flight), sentAt, receivedAt };
  flight.enter("body");
  return { ...(await readResponse(order, answer, flight)), sentAt, receivedAt };
}

async function readResponse(
  order: SendOrder,
  answer: Answer,
  flight: Flight,
): Promise<{ response: Response | null; failure: Failure | null }> {
  const { head } = answer;
  if (head === null) return { response: null, failure: failureOf(answer.error, flight) };
  void watchIdle(
    order.clock,
    order.idleTimeoutMs,
    flight.signal,
    () => answer.idleSince,
    () =>
      flight.stop("timeout_response", "UND_ERR_BODY_TIMEOUT", `no byte of the body within ${order.idleTimeoutMs} ms`),
  );
  const { body, error } = await readBody(order, answer, head, flight);
  const response: Response = { status: head.status, headers: head.headers, body, headersKnown: true };
  const failed = flight.failure !== null || error !== null;
  return { response, failure: failed ? failureOf(error, flight) : readProxyRefusal(order, head.status) };
}

function failureOf(error: unknown, flight: Flight): Failure {
  if (flight.failure !== null) return flight.failure;
  const failure = classifyError(error ?? new Error("the connection was closed"), flight.phase);
  return { ...failure, message: describeFailure(failure, flight) };
}

/** Adds what only we know: undici names no bound, Node neither whose certificate nor since when. */
function describeFailure(failure: Failure, flight: Flight): string {
  const seen = flight.certificate;
  if (failure.code === "UND_ERR_HEADERS_OVERFLOW") return "the head of the answer is longer than the limit";
  if (failure.code === "ERR_INCOMPLETE_CHUNKED_ENCODING") return "the connection was closed within the body";
  if (failure.message === "bad response") return "bad response: an interim answer that nobody had asked for";
  if (failure.kind === "tls_protocol") return tellOpensslReason(failure.message);
  // Of a host that is an address, Node lists the certificate's addresses alone: none, where it has names.
  if (failure.kind === "tls_hostname" && seen !== null && /list: *$/.test(failure.message))
    return `${failure.message.trimEnd()} ${seen.names}`;
  if (failure.kind !== "tls_expired" && failure.kind !== "tls_untrusted") return failure.message;
  if (seen === null) return failure.message;
  const [from, to] = [seen.validFrom, seen.validTo].map((at) => (Number.isNaN(at) ? "?" : new Date(at).toISOString()));
  // Node 22 and later add advice; ours stands in the fixes.
  const reason = failure.message.replace(/; if the root CA is installed locally.*$/, "");
  return `${reason}: certificate of ${seen.subject}, issued by ${seen.issuer}, valid from ${from} to ${to}`;
}

/** OpenSSL's own reason, without the places in its source: `804B…:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert …:70`. */
function tellOpensslReason(message: string): string {
  const reason = /error:[0-9A-F]{8}:SSL routines:[^:]*:([^:\n]+)/i.exec(message)?.[1];
  return reason?.trim() ?? message;
}

function stopLate(order: SendOrder, flight: Flight): void {
  const within = `within ${order.timeoutMs} ms`;
  if (flight.phase === "send" || flight.phase === "head") {
    flight.stop("timeout_response", "UND_ERR_HEADERS_TIMEOUT", `no answer ${within}`);
  } else {
    flight.stop("timeout_connect", "UND_ERR_CONNECT_TIMEOUT", `${nameMissing(order, flight)} ${within}`);
  }
}

/** What had not come when the time for a connection ran out. */
function nameMissing({ proxy }: SendOrder, { phase, address }: Flight): string {
  if (phase === "resolve") return "no address of the name";
  if (phase === "tls") return "no TLS handshake";
  if (proxy !== null && address !== null) return `the proxy ${nameProxy(proxy)} did not answer`;
  return "no connection";
}

/** A proxy that forwards plain requests answers 407 in the server's place. */
function readProxyRefusal(order: SendOrder, status: number): Failure | null {
  if (order.proxy === null || !isForwarded(order) || status !== 407) return null;
  const said = askForCredentials(readProxyCredentials(order.proxy));
  return classifyError(refusal(order.proxy, "ERR_PROXY_AUTH_REQUESTED", said), "head");
}

/** The guard of the commands once more, where nothing can pass it by. */
function refuseTarget(order: SendOrder): string | undefined {
  const { url, headers } = order;
  const carriesKey = headers.some((header) => /^(?:authorization|cookie|x-api-key)$/i.test(header.name));
  const isPlain = url.protocol === "http:" && url.username === "" && url.password === "";
  return isPlain && !carriesKey ? undefined : checkTarget(url);
}

function recordRequest(order: SendOrder): Request {
  const url = new URL(order.url);
  url.username = "";
  url.password = "";
  return { method: order.method, url: url.href, headers: order.headers, body: recordBody(order.body) };
}

/** Of a body that was read while it was sent, only the size is kept. */
function recordBody(body: SendOrder["body"]): Body {
  if (body === null) return EMPTY_BODY;
  return body instanceof Uint8Array
    ? makeBody(body, false)
    : { text: "", base64: null, bytes: body.bytes, truncated: true };
}
