import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { type PlacedFailure, readFailure } from "../evidence/network-failure.js";
import { SOMEWHERE, tryLayers } from "../evidence/network-fixes.js";
import { unanswered } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const placed = readFailure(facts, "unreachable");
  if (placed === undefined) return undefined;
  return {
    ...placed.grade,
    evidence: placed.evidence,
    explanation: `This machine has no way to ${placed.address}: the network is down, a VPN is off, or only one of IPv4 and IPv6 works. Nothing was sent.`,
    fixes: fixesFor(placed),
  };
}

type Where = Pick<PlacedFailure, "host" | "address" | "base">;

function fixesFor(where: Where): readonly Fix[] {
  const { host } = where;
  return [
    fix("Check the connection: network, VPN, and whether other hosts answer."),
    fix(
      `See whether only IPv6 fails to reach ${host}, and try IPv4 first where it does.`,
      "export NODE_OPTIONS=--dns-result-order=ipv4first",
    ),
    tryLayers(where),
  ];
}

/** There is no route to the server. */
export const unreachable: Cause = {
  id: "network.unreachable",
  title: "There is no route to the server",
  explanation:
    "This machine has no way to the server's address: the network is down, a VPN is off, or only one of IPv4 and IPv6 works. Nothing was sent.",
  proof:
    "The system reported that network or host cannot be reached (ENETUNREACH, EHOSTUNREACH, ERR_INTERNET_DISCONNECTED).",
  fixes: fixesFor(SOMEWHERE),
  retry: "with_backoff",
  severity: "error",
  code: null,
  provenance: "observed",
  get examples() {
    return [
      {
        what: "a machine without a route",
        exchange: unanswered({
          kind: "unreachable",
          code: "ENETUNREACH",
          phase: "connect",
          message: "connect ENETUNREACH 203.0.113.7:443",
        }),
      },
      {
        what: "a browser that is off line",
        exchange: unanswered({ kind: "unreachable", code: "net::ERR_INTERNET_DISCONNECTED" }),
      },
    ];
  },
  find,
};
