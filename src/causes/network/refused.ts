import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { isLoopback, type PlacedFailure, readFailure } from "../evidence/network-failure.js";
import { CHECK_PROXY, SOMEWHERE, tryLayers } from "../evidence/network-fixes.js";
import { unanswered } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const placed = readFailure(facts, "refused");
  if (placed === undefined) return undefined;
  return {
    ...placed.grade,
    evidence: placed.evidence,
    explanation: `${placed.address} refused the connection: nothing listens there. The server is not running, or the base URL names the wrong host or port.`,
    fixes: fixesFor(placed),
  };
}

type Where = Pick<PlacedFailure, "host" | "address" | "base">;

function fixesFor(where: Where): readonly Fix[] {
  const { host, address } = where;
  return [
    fix(`Compare the base URL with what should listen at ${address}: host and port.`, "echo $SANDBOX_BASE_URL"),
    isLoopback(host)
      ? fix("On this machine, start the server first, or the embedded one.", "sandbox-errors mock")
      : fix(`Ask from another network whether ${host} answers; a firewall can refuse in its name.`),
    CHECK_PROXY,
    tryLayers(where),
  ];
}

/** Nothing listens at that address. */
export const refused: Cause = {
  id: "network.refused",
  title: "Nothing listens at that address",
  explanation:
    "The machine answered that nothing listens on that port. The server is not running, or the base URL names the wrong host or port.",
  proof: "The connection was refused (ECONNREFUSED, ERR_CONNECTION_REFUSED).",
  fixes: fixesFor(SOMEWHERE),
  retry: "with_backoff",
  severity: "error",
  code: null,
  provenance: "observed",
  get examples() {
    return [
      {
        what: "a server on this machine that is not running",
        exchange: unanswered(
          { kind: "refused", code: "ECONNREFUSED", phase: "connect", message: "connect ECONNREFUSED 127.0.0.1:3009" },
          { path: "http://127.0.0.1:3009/v1/sandboxes/1" },
        ),
      },
      { what: "a browser's record", exchange: unanswered({ kind: "refused", code: "net::ERR_CONNECTION_REFUSED" }) },
    ];
  },
  find,
};
