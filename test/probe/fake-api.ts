import type { Exchange, Header } from "../../src/exchange/exchange.js";
import { textBody } from "../../src/exchange/exchange.js";
import type { Clock } from "../../src/host/host.js";
import type { ProbeRequest } from "../../src/probe/fill-step.js";
import type { SendProbe, SendWish } from "../../src/probe/send-probe.js";

/** An answer of a fake API; a string is a failure of the network. */
export type FakeAnswer =
  | { readonly status: number; readonly body?: unknown; readonly headers?: readonly Header[] }
  | { readonly failure: "refused" | "timeout_response"; readonly phase: "connect" | "head" };

/** A fake API, and what it was sent. */
export interface FakeApi {
  readonly send: SendProbe;
  /** `METHOD /path` of each request, in order. */
  readonly sent: readonly string[];
}

const JSON_TYPE: Header = { name: "Content-Type", value: "application/json" };

/** An API that answers what a function says. What the function throws, `send` throws: a bug of ours. */
export function createFakeApi(answer: (line: string, wish: SendWish) => FakeAnswer): FakeApi {
  const sent: string[] = [];
  return {
    sent,
    async send(request, wish) {
      const line = `${request.method} ${request.path}`;
      sent.push(line);
      return toExchange(request, answer(line, wish));
    },
  };
}

function toExchange(order: ProbeRequest, answer: FakeAnswer): Exchange {
  const request = {
    method: order.method,
    url: `https://relay.an.dev${order.path}`,
    headers: order.headers,
    body: null,
  };
  const times = { sentAt: Date.UTC(2026, 0, 1), receivedAt: Date.UTC(2026, 0, 1) };
  if ("failure" in answer) {
    const failure = { kind: answer.failure, code: null, phase: answer.phase, message: "nobody answers" };
    return { request, response: null, failure, ...times };
  }
  const text = answer.body === undefined ? "" : JSON.stringify(answer.body);
  const response = {
    status: answer.status,
    headers: [...(text === "" ? [] : [JSON_TYPE]), ...(answer.headers ?? [])],
    body: textBody(text),
    headersKnown: true,
  };
  return { request, response, failure: null, ...times };
}

/** An error in the documented envelope. */
export function errorAnswer(status: number, code: string, more: object = {}): FakeAnswer {
  return { status, body: { error: { code, message: "no", status, ...more } } };
}

export const SANDBOX_ID = "5b8e9c1a-0000-4000-8000-00000000abcd";

/** The documented answer to each request of the case created-sandbox. */
export function createTidyApi(): (line: string) => FakeAnswer {
  let exists = false;
  return (line) => {
    if (line === "POST /v1/sandboxes") {
      exists = true;
      return { status: 201, body: { id: SANDBOX_ID } };
    }
    if (!exists) return errorAnswer(404, "not_found");
    if (line.startsWith("DELETE ")) exists = false;
    return line.startsWith("DELETE ") ? { status: 204 } : { status: 200, body: { id: SANDBOX_ID } };
  };
}

/** A clock on which time passes by sleeping alone, and only where nothing aborts the sleep first. */
export function createStillClock(): Clock & { readonly sleeps: readonly number[] } {
  let now = 0;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    monotonic: () => now,
    async sleep(ms, signal) {
      // Deadlines abort when what they watch is over, which is at once.
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted === true) return;
      sleeps.push(ms);
      now += ms;
    },
  };
}
