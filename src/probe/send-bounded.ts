import type { Exchange } from "../exchange/exchange.js";
import type { ProbeRequest } from "./fill-step.js";
import type { CaseSetting } from "./run-case.js";
import type { Purpose } from "./send-probe.js";

/** How long one deletion may take, in ms: after Ctrl-C somebody waits for it. */
const LONGEST_MS = 10_000;

/** Sends a request that Ctrl-C does not end, but time does. */
export async function sendBounded(
  { send, clock }: Pick<CaseSetting, "send" | "clock">,
  request: ProbeRequest,
  purpose: Purpose,
): Promise<Exchange> {
  const late = new AbortController();
  const over = new AbortController();
  void clock.sleep(LONGEST_MS, over.signal).then(() => late.abort());
  try {
    return await send(request, { purpose, signal: late.signal });
  } finally {
    over.abort();
  }
}
