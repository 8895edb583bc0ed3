import { diagnose } from "../diagnosis/diagnose.js";
import { portOf } from "../http/proxy.js";
import type { SendOrder, SentExchange } from "../http/send-order.js";
import { type TriedAddress, tryAddresses } from "../http/try-addresses.js";
import type { LayerFact } from "../render/report/doctor-layer.js";
import { formatMs } from "../text/duration.js";
import { type CheckedLayer, fact, makeLayer, notChecked } from "./checked-layer.js";
import { findFailedLayer } from "./find-failed-layer.js";
import { listFirst, nameWhose, type Way, writeAddress } from "./way.js";

/** Longer than a connection takes across the world, in ms; the request itself was given all of its own time. */
const LONGEST_MS = 5000;

/**
 * Whether a connection can be made, and where there are several addresses, to which of them. Those are tried with the times
 * of `order`; not at all where it is null.
 */
export async function checkTcp(way: Way, sent: SentExchange, order: SendOrder | null): Promise<CheckedLayer> {
  const { addresses, address } = sent.peer;
  if (addresses.length === 0) return notChecked("tcp", "there is no address to connect to");
  const port = portOf(way.hop);
  const tried = order === null || addresses.length < 2 ? [] : await tryEach(listFirst(addresses), port, order);
  const facts = tried.map(describe);
  const durationMs = sent.peer.connectMs ?? sent.phaseMs.connect ?? 0;
  if (address !== null) {
    const connected = fact("connected to", `${writeAddress(address)}:${port}${nameWhose(way)}`);
    return makeLayer("tcp", { ok: true, durationMs, facts: [connected, ...facts, ...warn(tried)] });
  }
  const isOwn = findFailedLayer(sent, way.usesProxy) === "tcp";
  return makeLayer("tcp", {
    ok: false,
    durationMs,
    facts: [fact("problem", sent.exchange.failure?.message ?? "No connection was made."), ...facts],
    diagnoses: isOwn ? diagnose(sent.exchange) : [],
    sent: isOwn ? [sent] : [],
  });
}

function tryEach(addresses: readonly string[], port: number, { clock, signal, timeoutMs }: SendOrder) {
  return tryAddresses(addresses, port, { clock, signal, timeoutMs: Math.min(timeoutMs, LONGEST_MS) });
}

function describe({ address, durationMs, error }: TriedAddress): LayerFact {
  return fact("address", `${writeAddress(address)}: ${error === null ? "connected" : error} (${formatMs(durationMs)})`);
}

/** An address that does not answer costs every client time, or all of it where the client tries no other. */
function warn(tried: readonly TriedAddress[]): LayerFact[] {
  const dead = tried.filter(({ error }) => error !== null).map(({ address }) => writeAddress(address));
  if (dead.length === 0) return [];
  return [fact("warning", `No connection to ${dead.join(", ")}: a client that tries only the first address may fail.`)];
}
