import { isIP } from "node:net";
import { diagnose } from "../diagnosis/diagnose.js";
import { hostOf } from "../http/open-connection.js";
import type { SentExchange } from "../http/send-order.js";
import { type CheckedLayer, fact, makeLayer } from "./checked-layer.js";
import { findFailedLayer } from "./find-failed-layer.js";
import { listFirst, nameWhose, type Way, writeAddress } from "./way.js";

/** The addresses of the name that is connected to: the API's, or that of the proxy, which looks up the API's itself. */
export function checkDns(way: Way, sent: SentExchange): CheckedLayer {
  const host = hostOf(way.hop);
  const { addresses } = sent.peer;
  const { failure } = sent.exchange;
  const name = fact("name", `${writeAddress(host)}${nameWhose(way)}`);
  const durationMs = sent.phaseMs.resolve ?? 0;
  if (addresses.length === 0) {
    const isOwn = findFailedLayer(sent, way.usesProxy) === "dns";
    return makeLayer("dns", {
      ok: false,
      durationMs,
      facts: [fact("problem", failure?.message ?? "No address was found."), name],
      diagnoses: isOwn ? diagnose(sent.exchange) : [],
      sent: isOwn ? [sent] : [],
    });
  }
  const found =
    isIP(host) === 0
      ? listFirst(addresses).map((each) => fact("address", writeAddress(each)))
      : [fact("address", "an address already: nothing to look up")];
  return makeLayer("dns", { ok: true, durationMs, facts: [name, ...found] });
}
