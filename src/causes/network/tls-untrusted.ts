import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { isPlainHost, type PlacedFailure, readFailure } from "../evidence/network-failure.js";
import { unanswered } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const placed = readFailure(facts, "tls_untrusted");
  if (placed === undefined) return undefined;
  return {
    ...placed.grade,
    evidence: placed.evidence,
    explanation: `${placed.host} showed a certificate signed by an authority that this program does not know. Usually a company's proxy opens the connection and shows its own certificate; a self-signed one is the other case.`,
    fixes: fixesFor(placed),
  };
}

type Where = Pick<PlacedFailure, "host">;

function fixesFor({ host }: Where): readonly Fix[] {
  return [
    fix(
      "Get the root certificate of your company or proxy as a PEM file, and name it to Node.",
      "export NODE_EXTRA_CA_CERTS=/path/to/company-root.pem",
    ),
    fix(
      `Look who issued the certificate that ${host} shows.`,
      isPlainHost(host)
        ? `openssl s_client -connect ${host}:443 -servername ${host} </dev/null`
        : "sandbox-errors request GET /health --verbose",
    ),
    fix("Do not switch the check off (NODE_TLS_REJECT_UNAUTHORIZED=0): the key would go to whoever answers."),
  ];
}

/** The server's certificate is not trusted. */
export const tlsUntrusted: Cause = {
  id: "network.tls_untrusted",
  title: "The server's certificate is not trusted",
  explanation:
    "The certificate that was shown is signed by an authority that this program does not know. Usually a company's proxy opens the connection and shows its own certificate; a self-signed one is the other case.",
  proof:
    "The check of the certificate chain failed (SELF_SIGNED_CERT_IN_CHAIN, UNABLE_TO_VERIFY_LEAF_SIGNATURE, ERR_CERT_AUTHORITY_INVALID).",
  fixes: fixesFor({ host: "the host" }),
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "observed",
  get examples() {
    return [
      {
        what: "a company's proxy that opens TLS",
        exchange: unanswered({
          kind: "tls_untrusted",
          code: "SELF_SIGNED_CERT_IN_CHAIN",
          phase: "tls",
          message: "self-signed certificate in certificate chain",
        }),
      },
      {
        what: "a browser's record",
        exchange: unanswered({ kind: "tls_untrusted", code: "net::ERR_CERT_AUTHORITY_INVALID" }),
      },
    ];
  },
  find,
};
