import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { isPlainHost, type PlacedFailure, readFailure } from "../evidence/network-failure.js";
import { CHECK_PROXY, examineLayers, SOMEWHERE } from "../evidence/network-fixes.js";
import { unanswered } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const placed = readFailure(facts, "timeout_connect");
  if (placed === undefined) return undefined;
  return {
    ...placed.grade,
    evidence: placed.evidence,
    explanation: explain(placed),
    fixes: [...fixPart(placed), ...fixesFor(placed)],
  };
}

/** What was waited for when the time ran out. */
type Part = "name" | "proxy" | "tls" | "connection";

function partOf({ failure }: PlacedFailure): Part {
  if (failure.phase === "resolve") return "name";
  if (failure.phase === "tls") return "tls";
  return /^the proxy\b/.test(failure.message) ? "proxy" : "connection";
}

function explain(placed: PlacedFailure): string {
  const { host, address } = placed;
  switch (partOf(placed)) {
    case "name":
      return `The name service gave no address for ${host} within the time. It cannot be reached from here, or is slow. Nothing was sent.`;
    case "tls":
      return `${address} took the connection, and no TLS handshake came about within the time. The port does not speak TLS, or a firewall or proxy on the way takes connections that it does not pass on. Nothing was sent.`;
    case "proxy":
      return `A proxy took the connection for ${host}, and did not answer within the time. It hangs, cannot reach the host itself, or is no proxy. Nothing was sent.`;
    default:
      return `No connection to ${address} came about within the time. A firewall drops the packets, a proxy is needed, or the host is down. Nothing was sent.`;
  }
}

/** What to do first, where it is known what was waited for. */
function fixPart(placed: PlacedFailure): readonly Fix[] {
  const { host, address } = placed;
  switch (partOf(placed)) {
    case "name":
      return [
        fix(
          `Ask the name service for ${host}, and check connection, VPN and /etc/resolv.conf.`,
          isPlainHost(host) ? `nslookup ${host}` : null,
        ),
      ];
    case "tls":
      return [
        fix(
          `Check scheme and port of the base URL: https belongs to a port that speaks TLS, and ${address} gave no sign of it.`,
          "echo $SANDBOX_BASE_URL",
        ),
      ];
    case "proxy":
      return [fix("Check that the proxy works, and that its address is right.", "env | grep -i _proxy")];
    default:
      return [];
  }
}

type Where = Pick<PlacedFailure, "host" | "address" | "base">;

function fixesFor(where: Where): readonly Fix[] {
  const { address } = where;
  return [
    fix(`Check whether a firewall lets this machine reach ${address}.`, examineLayers(where)),
    CHECK_PROXY,
    fix("On a slow network allow more time.", `${examineLayers(where)} --timeout 60s`),
  ];
}

/** No connection within the time. */
export const timeoutConnect: Cause = {
  id: "network.timeout_connect",
  title: "No connection within the time",
  explanation:
    "The server's address gave no sign within the time allowed for connecting. A firewall drops the packets, a proxy is needed, or the host is down. Nothing was sent.",
  proof: "The time for connecting ran out (ETIMEDOUT, UND_ERR_CONNECT_TIMEOUT, ERR_CONNECTION_TIMED_OUT).",
  fixes: fixesFor(SOMEWHERE),
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
        what: "a port that takes the connection and does not speak TLS",
        exchange: unanswered({
          kind: "timeout_connect",
          code: "UND_ERR_CONNECT_TIMEOUT",
          phase: "tls",
          message: "no TLS handshake within 30000 ms",
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
