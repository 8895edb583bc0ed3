import { matchRoute } from "../catalog/match-route.js";
import type { Exchange, Header } from "../exchange/exchange.js";
import type { Host } from "../host/host.js";
import { findProxy } from "../http/proxy.js";
import { sendOnce } from "../http/send.js";
import type { AnswerHead, SendOrder } from "../http/send-order.js";
import type { Settings } from "./settings.js";
import { UsageError } from "./usage-error.js";

/** One request, ready to be sent as often as need be. */
export interface Sendable {
  readonly method: string;
  readonly url: URL;
  readonly headers: readonly Header[];
  readonly body: SendOrder["body"];
  readonly onChunk?: (bytes: Uint8Array, head: AnswerHead) => void | Promise<void>;
  /** What gives it up; Ctrl-C and SIGTERM where it is left out. */
  readonly signal?: AbortSignal;
}

/** Until the head of an answer, where nobody chose a time (cli.md). */
const USUAL_TIMEOUT_MS = 30_000;
/** `exec` answers when the command ends: its own time, or the server's 60 s, and 10 s on top. */
const EXEC_TIMEOUT_MS = 60_000;
const EXEC_EXTRA_MS = 10_000;
const USUAL_IDLE_MS = 30_000;
/** Streams send no heartbeat (observed). */
const STREAM_IDLE_MS = 300_000;

/** Makes the function that sends a request once. Throws UsageError where the proxy that is configured is none. */
export function createSender(host: Host, settings: Settings, sendable: Sendable): () => Promise<Exchange> {
  const order = createOrder(host, settings, sendable);
  return async () => (await sendOnce(order)).exchange;
}

/** The same request as an order, for `sendOnce`. Throws UsageError where the proxy that is configured is none. */
export function createOrder(host: Host, settings: Settings, sendable: Sendable): SendOrder {
  const proxy = findProxy(sendable.url, host.env);
  if (proxy !== null && "invalid" in proxy)
    throw new UsageError(proxy.invalid.replace(/\.$/, ""), null, "Correct or unset the variable.");
  return {
    ...sendable,
    ...readTimes(settings, sendable),
    signal: sendable.signal ?? host.signals.interrupted,
    clock: host.clock,
    proxy,
  };
}

function readTimes(settings: Settings, { method, url, body }: Sendable): { timeoutMs: number; idleTimeoutMs: number } {
  const endpoint = matchRoute(method, url.pathname).endpoint?.id;
  const usual =
    endpoint === "sandboxes.exec" ? (readExecTimeout(body) ?? EXEC_TIMEOUT_MS) + EXEC_EXTRA_MS : USUAL_TIMEOUT_MS;
  const streams = endpoint === "chat.send" || endpoint === "chat.resume";
  return {
    timeoutMs: settings.timeoutMs ?? usual,
    idleTimeoutMs: settings.idleTimeoutMs ?? (streams ? STREAM_IDLE_MS : USUAL_IDLE_MS),
  };
}

function readExecTimeout(body: SendOrder["body"]): number | undefined {
  if (!(body instanceof Uint8Array)) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    const timeout =
      typeof value === "object" && value !== null && Object.hasOwn(value, "timeoutMs")
        ? (value as { timeoutMs: unknown }).timeoutMs
        : undefined;
    return typeof timeout === "number" && timeout > 0 && timeout < 86_400_000 ? timeout : undefined;
  } catch {
    return undefined;
  }
}
