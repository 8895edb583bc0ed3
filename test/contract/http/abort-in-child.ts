import { sendOnce } from "../../../src/http/send.js";
import { makeOrder } from "./order.js";

/** Sends one request to the URL in the first argument and aborts it after 40 ms. */
async function abortOne(): Promise<void> {
  const url = new URL(process.argv[2] ?? "");
  const controller = new AbortController();
  let abortedAt = performance.now();
  setTimeout(() => {
    abortedAt = performance.now();
    controller.abort();
  }, 40 + LOADING_MS);
  const body = url.search === "?send" ? new Uint8Array(32 * 1024 * 1024) : null;
  const method = body === null ? "GET" : "POST";
  const order = makeOrder(url, { method, body, signal: controller.signal, timeoutMs: 60_000, idleTimeoutMs: 60_000 });
  const { exchange } = await sendOnce(order);
  const settledAfterMs = performance.now() - abortedAt;
  process.stdout.write(
    JSON.stringify({ kind: exchange.failure?.kind, phase: exchange.failure?.phase, settledAfterMs }),
  );
}

/** What undici takes to load on a busy machine. */
const LOADING_MS = 200;

void abortOne();
