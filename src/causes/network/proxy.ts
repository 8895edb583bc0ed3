import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { isPlainHost, type PlacedFailure, readFailure } from "../evidence/network-failure.js";
import { TRY_HEALTH } from "../evidence/network-fixes.js";
import { seenHeader, seenStatus } from "../evidence/seen.js";
import { answeredText, unanswered } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const placed = readFailure(facts, "proxy");
  if (placed !== undefined) {
    return {
      ...placed.grade,
      evidence: placed.evidence,
      explanation: `The request for ${placed.host} went to a proxy, and the proxy refused it or could not connect. The API was never reached.`,
      fixes: fixesFor(placed),
    };
  }
  if (facts.status !== 407) return undefined;
  const host = facts.target?.host ?? "the host";
  return {
    strength: "proof",
    confidence: "certain",
    evidence: [...seenStatus(facts), ...seenHeader(facts, "proxy-authenticate"), ...seenHeader(facts, "via")],
    explanation:
      "A proxy answered 407: it wants a login before it lets the request through. The API was never reached.",
    fixes: fixesFor({ host }),
  };
}

type Where = Pick<PlacedFailure, "host">;

function fixesFor({ host }: Where): readonly Fix[] {
  return [
    fix(
      "See which proxy is set, and whether its address is right: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, in upper and lower case.",
      "env | grep -i _proxy",
    ),
    fix(
      "If the proxy wants a login (407), put it into the variable; percent-encode special characters.",
      "export HTTPS_PROXY=http://<user>:<password>@<proxy>:<port>",
    ),
    fix(`If no proxy is needed for ${host}, except it.`, `export NO_PROXY=${isPlainHost(host) ? host : "<host>"}`),
    TRY_HEALTH,
  ];
}

/** The proxy did not let the request through. */
export const proxy: Cause = {
  id: "network.proxy",
  title: "The proxy did not let the request through",
  explanation: "The request went to a proxy, and the proxy refused it or could not connect. The API was never reached.",
  proof: "The proxy answered 407, refused CONNECT, or could not be reached.",
  fixes: fixesFor({ host: "the host" }),
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: ["gateway.error", "gateway.not_the_api"],
  get examples() {
    return [
      {
        what: "a proxy that refuses CONNECT",
        exchange: unanswered({
          kind: "proxy",
          code: "ERR_TUNNEL_CONNECTION_FAILED",
          phase: "connect",
          message: "CONNECT tunnel failed, response 403",
        }),
      },
      {
        what: "a proxy that wants a login",
        exchange: answeredText({}, 407, "<html><title>407 Proxy Authentication Required</title></html>", "text/html", {
          "proxy-authenticate": 'Basic realm="proxy"',
        }),
      },
    ];
  },
  find,
};
