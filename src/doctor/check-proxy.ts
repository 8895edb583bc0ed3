import { diagnose } from "../diagnosis/diagnose.js";
import type { Failure } from "../exchange/exchange.js";
import { isLoopback } from "../http/is-loopback.js";
import { type Exemption, nameProxy, type ProxyServer } from "../http/proxy.js";
import type { SentExchange } from "../http/send-order.js";
import type { LayerFact } from "../render/report/doctor-layer.js";
import { type CheckedLayer, fact, makeLayer } from "./checked-layer.js";
import { findFailedLayer } from "./find-failed-layer.js";

/** The proxy for the API, and the variables that it was read from. */
export interface ProxySituation {
  readonly url: URL;
  readonly proxy: ProxyServer | null;
  /** Why a variable's value cannot be used; null where it can. */
  readonly invalid: string | null;
  /** The entry by which the API is called without a proxy that is set; null where there is none. */
  readonly exemption: Exemption | null;
  /** The names of the variables about proxies that are set, in their order. */
  readonly variables: readonly string[];
}

/** Which proxy is used, why not another, and whether it lets the request through. */
export function checkProxy(situation: ProxySituation, sent: SentExchange | null): CheckedLayer {
  const { url, proxy, invalid } = situation;
  const facts = [fact("route", describeRoute(situation)), ...listVariables(situation)];
  if (invalid !== null) {
    const failure: Failure = { kind: "proxy", code: null, phase: null, message: invalid };
    const problem = fact("problem", invalid);
    return makeLayer("proxy", { ok: false, facts: [problem, ...facts], diagnoses: diagnoseUnsent(url, failure) });
  }
  const durationMs = proxy === null || sent === null ? 0 : timeThrough(sent);
  if (proxy === null || sent === null || findFailedLayer(sent, true) !== "proxy")
    return makeLayer("proxy", { ok: true, durationMs, facts });
  return makeLayer("proxy", {
    ok: false,
    durationMs,
    facts: [fact("problem", sent.exchange.failure?.message ?? "It did not answer."), ...facts],
    diagnoses: diagnose(sent.exchange),
    sent: [sent],
  });
}

/** How long the proxy took to let the request through, once it was connected to. */
function timeThrough({ peer, phaseMs }: SentExchange): number {
  return peer.connectMs === null ? 0 : (phaseMs.connect ?? 0) - peer.connectMs;
}

function diagnoseUnsent(url: URL, failure: Failure) {
  const request = { method: "GET", url: url.href, headers: [], body: null };
  return diagnose({ request, response: null, failure, sentAt: null, receivedAt: null });
}

function describeRoute({ url, proxy, invalid, exemption, variables }: ProxySituation): string {
  if (invalid !== null) return "none: a variable about proxies cannot be used";
  if (proxy !== null) return `through the proxy ${nameProxy(proxy)}`;
  if (isLoopback(url)) return "direct: this machine itself is never called through a proxy";
  if (exemption !== null) return `direct: ${exemption.variable} excepts ${url.hostname} (by ${exemption.entry})`;
  if (variables.length === 0) return "direct: no proxy is set";
  const plain = variables.find((name) => /^http_proxy$/i.test(name));
  const isElse = url.protocol === "https:" && plain !== undefined;
  return isElse
    ? `direct: ${plain} covers http:// alone, and HTTPS_PROXY is not set`
    : `direct: none of the variables covers ${url.hostname}`;
}

/** The variables that are set. Names only: their values may hold passwords, and the one that counts is in the route. */
export function listVariables({ variables, proxy }: Pick<ProxySituation, "variables" | "proxy">): LayerFact[] {
  if (variables.length === 0) return [];
  const unused = variables.filter((name) => /^all_proxy$/i.test(name));
  const listed = fact("variables", variables.join(", "));
  if (unused.length === 0 || proxy !== null) return [listed];
  return [listed, fact("warning", `${unused.join(" and ")} has no effect here: set HTTPS_PROXY instead.`)];
}
