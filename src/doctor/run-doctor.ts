import { inspectTls, type TlsInspection } from "../http/inspect-tls.js";
import { portOf } from "../http/proxy.js";
import { sendOnce } from "../http/send.js";
import type { SendOrder, SentExchange } from "../http/send-order.js";
import { DOCTOR_LAYERS, type DoctorLayerName } from "../render/report/doctor-layer.js";
import { checkAnswers } from "./check-answers.js";
import { checkClock, readServerDate } from "./check-clock.js";
import { checkConfiguration } from "./check-configuration.js";
import { checkDns } from "./check-dns.js";
import { checkKeyText } from "./check-key-text.js";
import { checkProxy, listVariables } from "./check-proxy.js";
import { checkReached } from "./check-reached.js";
import { checkTcp } from "./check-tcp.js";
import { checkTls } from "./check-tls.js";
import { type CheckedLayer, notChecked } from "./checked-layer.js";
import type { DoctorSetting, DoctorTarget } from "./doctor-setting.js";
import { findFailedLayer } from "./find-failed-layer.js";
import { findWay } from "./way.js";

/**
 * Checks every layer between here and an answer, in order, whatever fails on the way. The layers of the network are read
 * out of one request without a key, so that they fail exactly where a command's own request does; the key is sent once,
 * only over a connection that was found good. Never repeats a request. Gives every layer, and never rejects for what the
 * network does.
 */
export async function runDoctor(setting: DoctorSetting): Promise<readonly CheckedLayer[]> {
  const layers: CheckedLayer[] = [];
  for await (const layer of checkAll(setting)) {
    layers.push(layer);
    await setting.onLayer(layer);
  }
  const why = explainEnd(setting);
  for (const name of DOCTOR_LAYERS.slice(layers.length)) {
    const layer = notChecked(name, why);
    layers.push(layer);
    await setting.onLayer(layer);
  }
  return layers;
}

/** Why the layers that are left were not checked. */
function explainEnd({ interrupted, target }: DoctorSetting): string {
  if (interrupted.aborted) return "interrupted";
  return target === null ? "there is nothing to connect to" : "nothing is sent while a variable about proxies is wrong";
}

async function* checkAll(setting: DoctorSetting): AsyncGenerator<CheckedLayer, void> {
  const { target, key } = setting;
  yield checkConfiguration(setting.configuration);
  const keyLayer =
    key === null ? notChecked("key", "the option that names it is wrong") : checkKeyText(key, setting.now());
  yield keyLayer;
  if (target === null) {
    const known = listVariables({ variables: setting.proxyVariables, proxy: null });
    yield notChecked("proxy", "there is nothing to connect to", known);
    return;
  }
  if (target.proxy.invalid !== null) {
    yield checkProxy(target.proxy, null);
    return;
  }
  const order = target.writeOrder(null);
  const sent = await sendOnce(order);
  if (setting.interrupted.aborted) {
    yield* checkReached(setting, target, sent);
    return;
  }
  const inspection = yield* checkConnection(setting, target, order, sent);
  yield checkClock(readServerDate(sent, inspection));
  yield* checkAnswers({ setting, target, sent, keyText: keyLayer.ok === true ? (key?.text ?? null) : null });
}

async function* checkConnection(
  { trust, now }: DoctorSetting,
  { url, proxy }: DoctorTarget,
  order: SendOrder,
  sent: SentExchange,
): AsyncGenerator<CheckedLayer, TlsInspection | undefined> {
  const way = findWay({ url, proxy });
  const failedIn = findFailedLayer(sent, way.usesProxy);
  yield checkProxy(proxy, sent);
  yield checkDns(way, sent);
  yield await checkTcp(way, sent, order);
  if (failedIn === "proxy" || failedIn === "dns" || failedIn === "tcp") {
    yield notChecked("tls", "there is no connection to speak it over");
    return undefined;
  }
  const inspection = await inspect(sent, order, failedIn);
  yield checkTls({ url, sent, failed: failedIn === "tls", inspection, trust, now: now() });
  return inspection;
}

/** Looks at the server's TLS, also behind plain HTTP where what came back may be TLS that was not understood. */
async function inspect(
  { exchange: { failure } }: SentExchange,
  order: SendOrder,
  failedIn: DoctorLayerName | null,
): Promise<TlsInspection | undefined> {
  // Where a handshake ran out of time, a second one would only double the wait.
  if (failedIn === "tls" && failure?.kind === "timeout_connect") return undefined;
  if (order.url.protocol === "https:") return await inspectTls(order);
  if (failedIn !== "http" || (failure?.kind !== "reset" && failure?.kind !== "invalid_response")) return undefined;
  return await inspectTls({ ...order, url: new URL(`https://${order.url.hostname}:${portOf(order.url)}/`) });
}
