import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { type PlacedFailure, readFailure } from "../evidence/network-failure.js";
import { CHECK_PROXY } from "../evidence/network-fixes.js";
import { unanswered } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const placed = readFailure(facts, "timeout_connect");
  if (placed === undefined) return undefined;
  return {
    ...placed.grade,
    evidence: placed.evidence,
    explanation: `No connection to ${placed.address} came about within the time. A firewall drops the packets, a proxy is needed, or the host is down. Nothing was sent.`,
    fixes: fixesFor(placed),
  };
}

type Where = Pick<PlacedFailure, "address">;

function fixesFor({ address }: Where): readonly Fix[] {
  return [
    fix(`Check whether a firewall lets this machine reach ${address}.`, "sandbox-errors request GET /health --verbose"),
    CHECK_PROXY,
    fix("On a slow network allow more time.", "sandbox-errors request GET /health --verbose --timeout 60s"),
  ];
}

/** No connection within the time. */
export const timeoutConnect: Cause = {
  id: "network.timeout_connect",
  title: "No connection within the time",
  explanation:
    "The server's address gave no sign within the time allowed for connecting. A firewall drops the packets, a proxy is needed, or the host is down. Nothing was sent.",
  proof: "The time for connecting ran out (ETIMEDOUT, UND_ERR_CONNECT_TIMEOUT, ERR_CONNECTION_TIMED_OUT).",
  fixes: fixesFor({ address: "the server" }),
  retry: "with_backoff",
  severity: "error",
  code: null,
  provenance: "observed",
  get examples() {
    return [
      {
        what: "a firewall that drops packets",
        exchange: unanswered({
          kind: "timeout_connect",
          code: "UND_ERR_CONNECT_TIMEOUT",
          phase: "connect",
          message: "Connect Timeout Error",
        }),
      },
      {
        what: "a browser's record",
        exchange: unanswered({ kind: "timeout_connect", code: "net::ERR_CONNECTION_TIMED_OUT" }),
      },
    ];
  },
  find,
};
