import { Agent, request as sendRequest } from "node:http";
import { setTimeout as sleepFor } from "node:timers/promises";
import { type Exchange, type Header, textBody } from "../../src/exchange/exchange.js";
import type { Clock } from "../../src/host/host.js";
import { ALL_CASES } from "../../src/probe/all-cases.js";
import type { CaseSetting } from "../../src/probe/run-case.js";
import type { ProbeOrder } from "../../src/probe/run-probe.js";
import type { SendProbe } from "../../src/probe/send-probe.js";

/** The clock of this machine. */
export const REAL_CLOCK: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  sleep: (ms, signal) => sleepFor(ms, undefined, { ref: false, ...(signal ? { signal } : {}) }).catch(() => undefined),
};

/** Names case and step of a request to a server between. */
export const PURPOSE_HEADER = "x-probe-purpose";

/** Sends over few connections that stay open: a test of thousands of requests would else open as many. */
export function createQuickSend(url: string, key: string): { readonly send: SendProbe; close(): void } {
  const agent = new Agent({ keepAlive: true });
  const credentials = { key, wrong_key: `21st_sk_${"0".repeat(64)}`, none: null };
  const send: SendProbe = (order, { purpose, signal, onBegun }) =>
    new Promise((resolve) => {
      const credential = credentials[order.credential];
      const sent: Header[] = [
        ...(credential === null ? [] : [{ name: "Authorization", value: `Bearer ${credential}` }]),
        ...order.headers,
      ];
      const request: Exchange["request"] = {
        method: order.method,
        url: `${url}${order.path}`,
        headers: sent,
        body: null,
      };
      const fail = (error: Error): void => {
        const kind = signal.aborted ? "aborted" : "reset";
        const failure = { kind, code: null, phase: "head", message: error.message } as const;
        resolve({ request, response: null, failure, sentAt: null, receivedAt: null });
      };
      const headers = Object.fromEntries(sent.map(({ name, value }) => [name, value]));
      const length = order.body === null ? {} : { "Content-Length": Buffer.byteLength(order.body) };
      const outgoing = sendRequest(`${url}${order.path}`, {
        agent,
        method: order.method,
        signal,
        headers: { ...headers, ...length, [PURPOSE_HEADER]: `${purpose.caseId}/${purpose.step}` },
      });
      outgoing.on("error", fail);
      outgoing.on("response", (answer) => {
        const got: Header[] = Object.entries(answer.headers).map(([name, value]) => ({ name, value: String(value) }));
        const head = { status: answer.statusCode ?? null, headers: got };
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => {
          onBegun?.(head);
          chunks.push(chunk);
        });
        answer.on("error", fail);
        answer.on("end", () => {
          const body = textBody(Buffer.concat(chunks).toString("utf8"));
          resolve({
            request,
            response: { ...head, body, headersKnown: true },
            failure: null,
            sentAt: null,
            receivedAt: Date.UTC(2026, 0, 1),
          });
        });
      });
      outgoing.end(order.body ?? undefined);
    });
  return { send, close: () => agent.destroy() };
}

/** A run of all cases, everything allowed, at once. */
export function openOrder(
  setting: Pick<CaseSetting, "send"> & Partial<CaseSetting>,
  changes: Partial<ProbeOrder> = {},
): ProbeOrder {
  return {
    cases: ALL_CASES,
    permissions: { isMock: true, write: true, runAgent: true, hasAgent: true, keyProblem: null },
    setting: {
      clock: REAL_CLOCK,
      pace: async () => {},
      isMock: true,
      variables: { agent: "my-agent" },
      interrupted: new AbortController().signal,
      graceMs: 5000,
      ...setting,
    },
    waitFor: async () => "too_long",
    onCase: () => {},
    onLateCleanUp: async () => {},
    addressOptions: "",
    ...changes,
  };
}
