import { sendOnce } from "../../../src/http/send.js";
import { makeOrder } from "./order.js";

/** What the request does before it is aborted; longer than any step on the loopback takes. */
const UNDER_WAY_MS = 40;
/** What the modules take to load on a busy machine. */
const LOADING_MS = 200;

/**
 * Sends one request to the URL in the first argument and aborts it: `?connect` after a time, as nobody can tell when it
 * is under way; `?body` at the first bytes of the answer; any other shortly after a line on standard input.
 */
async function abortOne(): Promise<void> {
  const url = new URL(process.argv[2] ?? "");
  const controller = new AbortController();
  let abortedAt = performance.now();
  const abortSoon = (afterMs: number) =>
    setTimeout(() => {
      abortedAt = performance.now();
      controller.abort();
    }, afterMs);
  const body = url.search === "?send" ? new Uint8Array(32 * 1024 * 1024) : null;
  const method = body === null ? "GET" : "POST";
  const onChunk = async () => void abortSoon(0);
  const { signal } = controller;
  const order = makeOrder(url, { method, body, signal, onChunk, timeoutMs: 60_000, idleTimeoutMs: 60_000 });
  if (url.search === "?connect") abortSoon(UNDER_WAY_MS + LOADING_MS);
  else if (url.search !== "?body")
    process.stdin.once("data", () => {
      process.stdin.destroy();
      abortSoon(UNDER_WAY_MS);
    });
  const { exchange } = await sendOnce(order);
  const settledAfterMs = performance.now() - abortedAt;
  process.stdout.write(
    JSON.stringify({ kind: exchange.failure?.kind, phase: exchange.failure?.phase, settledAfterMs }),
  );
}

void abortOne();
