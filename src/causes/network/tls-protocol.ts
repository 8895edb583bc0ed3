import { API_ORIGIN } from "../../catalog/docs-urls.js";
import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { seenHop } from "../evidence/answering-hop.js";
import { isLoopback, type PlacedFailure, readFailure } from "../evidence/network-failure.js";
import { SOMEWHERE, tryLayers } from "../evidence/network-fixes.js";
import { seenStatus } from "../evidence/seen.js";
import { answeredText, unanswered } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const placed = readFailure(facts, "tls_protocol");
  if (placed === undefined) return findPlainToTls(facts);
  return {
    ...placed.grade,
    evidence: placed.evidence,
    explanation: explain(placed),
    fixes: rankFixes(placed),
  };
}

/** What nginx, Go and Apache answer where plain HTTP comes in on a port that speaks TLS. */
const PLAIN_TO_TLS =
  /plain HTTP request was sent to HTTPS port|sent an HTTP request to an HTTPS server|speaking plain HTTP to an SSL/i;

function findPlainToTls(facts: Facts): Finding | undefined {
  if (facts.status !== 400 || !PLAIN_TO_TLS.test(facts.message)) return undefined;
  const host = facts.target?.host ?? "the server";
  return {
    strength: "proof",
    confidence: "certain",
    evidence: [...seenStatus(facts), ...seenHop(facts)],
    explanation: `The request went to ${host} as plain HTTP, and that port speaks TLS. What stands there refused it before the API saw anything; the key in it went over the wire unencrypted.`,
    fixes: [
      fix(`Use https:// in the base URL: ${host} speaks TLS on this port.`, `export SANDBOX_BASE_URL=${API_ORIGIN}`),
      fix("If that network is not yours alone, rotate the key: it was sent in the clear.", "sandbox-errors check-key"),
    ],
  };
}

/** What the error's name proves: no common version, or a refusal in TLS itself. Each speaks against plain HTTP. */
function kindOf({ failure }: PlacedFailure): "version" | "refusal" | "plain" | "unknown" {
  const told = `${failure.code ?? ""} ${failure.message}`.slice(0, 4000).replace(/[ _]/g, " ");
  if (/alert protocol version|unsupported protocol|ssl version or cipher/i.test(told)) return "version";
  if (/\balert\b/i.test(told)) return "refusal";
  return /wrong version number|http request|packet length too long/i.test(told) ? "plain" : "unknown";
}

function explain(placed: PlacedFailure): string {
  const start = `The TLS handshake with ${placed.address} failed before any certificate was checked.`;
  switch (kindOf(placed)) {
    case "version":
      return `${start} The two know no common TLS version: Node takes TLS 1.2 and 1.3, and the other side, or a proxy before it, offers only older ones.`;
    case "refusal":
      return `${start} The other side speaks TLS and refused: it does not serve this name, wants a certificate of the client, or shares no cipher.`;
    case "plain":
      return `${start} What came back is no TLS: the other side speaks plain HTTP where https was asked for.`;
    default:
      return `${start} Usually the other side speaks plain HTTP where https was asked for; else the two know no common TLS version.`;
  }
}

/** What its name proves comes before the usual reason. */
function rankFixes(placed: PlacedFailure): readonly Fix[] {
  const [scheme, ...others] = fixesFor(placed);
  const checkUrl = fix("Check scheme, host and port of the base URL all the same.", "echo $SANDBOX_BASE_URL");
  switch (kindOf(placed)) {
    case "version": {
      const speak = `Let ${placed.host} speak TLS 1.2 or 1.3, or find out which old proxy answers in its place.`;
      return [fix(speak), ...others, checkUrl];
    }
    case "refusal":
      return [fix(`Compare the name in the base URL with the one that ${placed.host} serves.`), ...others, checkUrl];
    default:
      return scheme === undefined ? others : [scheme, ...others];
  }
}

type Where = Pick<PlacedFailure, "host" | "address" | "base">;

function fixesFor(where: Where): readonly Fix[] {
  const { host, address } = where;
  return [
    isLoopback(host)
      ? fix(
          `Use the scheme http for a server on this machine: http://${address}.`,
          `export SANDBOX_BASE_URL=http://${address}`,
        )
      : fix(
          `Check scheme and port of the base URL: https belongs to a port that speaks TLS, and ${address} does not seem to.`,
          "echo $SANDBOX_BASE_URL",
        ),
    fix(
      "If you use a proxy, write its own URL with http:// unless the proxy itself speaks TLS.",
      "env | grep -i _proxy",
    ),
    tryLayers(where),
  ];
}

/** The TLS handshake failed. */
export const tlsProtocol: Cause = {
  id: "network.tls_protocol",
  title: "The TLS handshake failed",
  explanation:
    "The TLS handshake failed before any certificate was checked. Usually the other side speaks plain HTTP where https was asked for; else the two know no common TLS version.",
  proof:
    "The handshake failed without a reason of certificates (ERR_SSL_WRONG_VERSION_NUMBER, ERR_SSL_PROTOCOL_ERROR, EPROTO).",
  fixes: fixesFor(SOMEWHERE),
  retry: "after_fix",
  severity: "error",
  code: null,
  beats: ["gateway.error", "request.invalid", "request.malformed", "key.mangled"],
  provenance: "observed",
  get examples() {
    return [
      {
        what: "https to a port that speaks plain HTTP",
        exchange: unanswered(
          {
            kind: "tls_protocol",
            code: "ERR_SSL_WRONG_VERSION_NUMBER",
            phase: "tls",
            message: "error:0A00010B:SSL routines:ssl3_get_record:wrong version number",
          },
          { path: "https://localhost:3009/v1/sandboxes/1" },
        ),
      },
      {
        what: "a server that knows only TLS 1.0 and 1.1",
        exchange: unanswered({
          kind: "tls_protocol",
          code: "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
          phase: "tls",
          message: "tlsv1 alert protocol version",
        }),
      },
      {
        what: "a browser's record",
        exchange: unanswered({ kind: "tls_protocol", code: "net::ERR_SSL_PROTOCOL_ERROR" }),
      },
      {
        what: "plain HTTP to a port that speaks TLS",
        exchange: answeredText(
          { path: "http://relay.an.dev:443/v1/sandboxes/1" },
          400,
          "<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head><body><center><h1>400 Bad Request</h1></center><hr><center>nginx</center></body></html>",
          "text/html",
        ),
      },
    ];
  },
  find,
};
