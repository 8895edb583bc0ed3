import { API_ORIGIN } from "../../catalog/docs-urls.js";
import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { isPlainHost, type PlacedFailure, readFailure } from "../evidence/network-failure.js";
import { SOMEWHERE, tryLayers } from "../evidence/network-fixes.js";
import { unanswered } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const placed = readFailure(facts, "dns");
  if (placed === undefined) return undefined;
  return {
    ...placed.grade,
    evidence: placed.evidence,
    explanation: `The name ${placed.host} did not resolve to an address, so nothing was sent. The name is misspelt, or this machine's name service cannot be reached.`,
    fixes: fixesFor(placed),
  };
}

type Where = Pick<PlacedFailure, "host" | "address" | "base">;

function fixesFor(where: Where): readonly Fix[] {
  const { host } = where;
  return [
    fix(
      `Compare the name with the API's own, ${new URL(API_ORIGIN).host}: the base URL names ${host}.`,
      "echo $SANDBOX_BASE_URL",
    ),
    fix(
      `If the name is right, ask the name service for ${host}, and check connection, VPN and /etc/resolv.conf.`,
      isPlainHost(host) ? `nslookup ${host}` : null,
    ),
    tryLayers(where),
  ];
}

/** The host name does not resolve. */
export const dns: Cause = {
  id: "network.dns",
  title: "The host name does not resolve",
  explanation:
    "No address was found for the host of the base URL, so nothing was sent. The name is misspelt, or this machine's name service cannot be reached.",
  proof: "The look-up of the host's name failed (ENOTFOUND, EAI_AGAIN, ERR_NAME_NOT_RESOLVED).",
  fixes: fixesFor(SOMEWHERE),
  retry: "with_backoff",
  severity: "error",
  code: null,
  provenance: "observed",
  get examples() {
    return [
      {
        what: "a misspelt host",
        exchange: unanswered(
          { kind: "dns", code: "ENOTFOUND", phase: "resolve", message: "getaddrinfo ENOTFOUND relay.an.devv" },
          { path: "https://relay.an.devv/v1/sandboxes/1" },
        ),
      },
      {
        what: "a browser's record",
        exchange: unanswered({ kind: "dns", code: "net::ERR_NAME_NOT_RESOLVED" }),
      },
    ];
  },
  find,
};
