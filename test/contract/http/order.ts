import { createClock } from "../../../src/host/clock.js";
import type { SendOrder } from "../../../src/http/send-order.js";

/** An order with short times; members are replaced by those given. */
export function makeOrder(url: URL, changes: Partial<SendOrder> = {}): SendOrder {
  return {
    method: "GET",
    url,
    headers: [{ name: "Accept", value: "*/*" }],
    body: null,
    timeoutMs: 5000,
    idleTimeoutMs: 5000,
    signal: new AbortController().signal,
    clock: createClock(),
    proxy: null,
    ...changes,
  };
}
