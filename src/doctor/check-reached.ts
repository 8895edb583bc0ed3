import type { SentExchange } from "../http/send-order.js";
import { formatMs } from "../text/duration.js";
import { checkDns } from "./check-dns.js";
import { checkProxy } from "./check-proxy.js";
import { checkTcp } from "./check-tcp.js";
import { checkTls } from "./check-tls.js";
import { type CheckedLayer, notChecked } from "./checked-layer.js";
import type { DoctorSetting, DoctorTarget } from "./doctor-setting.js";
import { findFailedLayer } from "./find-failed-layer.js";
import { findWay } from "./way.js";

/** The layers that a request had come through when it was given up, and the one that it was waiting in. */
export async function* checkReached(
  { trust, now }: Pick<DoctorSetting, "trust" | "now">,
  { url, proxy }: DoctorTarget,
  sent: SentExchange,
): AsyncGenerator<CheckedLayer, void> {
  const way = findWay({ url, proxy });
  const waitedIn = findFailedLayer(sent, way.usesProxy) ?? "http";
  const stop = notChecked(waitedIn, `interrupted, after ${formatMs(sent.durationMs)} in all`);
  const isBeyondProxy = !way.usesProxy || waitedIn === "tls" || waitedIn === "http";
  yield isBeyondProxy ? checkProxy(proxy, null) : waitedIn === "proxy" ? stop : notChecked("proxy", "interrupted");
  if (waitedIn === "dns") {
    yield stop;
    return;
  }
  yield checkDns(way, sent);
  if (waitedIn === "tcp") yield stop;
  else yield await checkTcp(way, sent, null);
  if (waitedIn === "tls") yield stop;
  if (waitedIn !== "http") return;
  yield checkTls({ url, sent, failed: false, inspection: undefined, trust, now: now() });
  yield notChecked("clock", "interrupted");
  yield stop;
}
