import type { Phase } from "../exchange/exchange.js";
import type { SentExchange } from "../http/send-order.js";
import type { DoctorLayerName } from "../render/report/doctor-layer.js";

const LAYER_OF_PHASE: Readonly<Record<Phase, DoctorLayerName>> = {
  resolve: "dns",
  connect: "tcp",
  tls: "tls",
  send: "http",
  head: "http",
  body: "http",
};

/** The layer in which a request failed; null where an answer came whole. */
export function findFailedLayer({ exchange, peer }: SentExchange, usesProxy: boolean): DoctorLayerName | null {
  const { failure } = exchange;
  if (failure === null) return null;
  if (failure.kind === "proxy") return "proxy";
  // The proxy was reached, and never answered the request for a tunnel.
  if (usesProxy && failure.phase === "connect" && peer.address !== null) return "proxy";
  return failure.phase === null ? "http" : LAYER_OF_PHASE[failure.phase];
}
