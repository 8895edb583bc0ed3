import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { isPlainHost, type PlacedFailure, readFailure } from "../evidence/network-failure.js";
import { examineLayers, SOMEWHERE } from "../evidence/network-fixes.js";
import { unanswered } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const placed = readFailure(facts, "tls_untrusted");
  if (placed === undefined) return undefined;
  return {
    ...placed.grade,
    evidence: placed.evidence,
    explanation: explain(placed),
    fixes: rankFixes(placed),
  };
}

function explain({ failure, host }: PlacedFailure): string {
  switch (failure.code) {
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
      return `${host} showed a certificate that it signed itself, and that nobody told Node to trust. A server of your own does that, and so does whatever answers in the API's place.`;
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
      return `${host} showed its own certificate and none of whoever issued it. Either it leaves out an intermediate certificate, which is its fault, or its root is one that Node does not know, such as a company's.`;
    default:
      return `${host} showed a certificate signed by an authority that this program does not know. Usually a company's proxy opens the connection and shows its own certificate; a self-signed one is the other case.`;
  }
}

/** With what only the one can do who runs the server, where the error's name speaks for it. */
function rankFixes(placed: PlacedFailure): readonly Fix[] {
  const [root, ...others] = fixesFor(placed);
  if (root === undefined) return others;
  switch (placed.failure.code) {
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
      // Whoever signs for the API's own host is not to be trusted by hand.
      return placed.base === null ? [root, ...others] : [saveCertificate(placed), root, ...others];
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE": {
      const whole = "If the server is yours, let it send the whole chain: its own certificate, then each intermediate.";
      return [root, fix(whole), ...others];
    }
    default:
      return [root, ...others];
  }
}

function saveCertificate({ address }: Where): Fix {
  return fix(
    "If the server is yours, save its certificate and name it to Node.",
    isPlainHost(address.replace(/:\d{1,5}$/, ""))
      ? `openssl s_client -connect ${address} </dev/null | openssl x509 -out server.pem && export NODE_EXTRA_CA_CERTS=$PWD/server.pem`
      : null,
  );
}

type Where = Pick<PlacedFailure, "host" | "address" | "base">;

function fixesFor(where: Where): readonly Fix[] {
  const { host } = where;
  return [
    fix(
      "Get the root certificate of your company or proxy as a PEM file, and name it to Node.",
      "export NODE_EXTRA_CA_CERTS=/path/to/company-root.pem",
    ),
    fix(`Look who issued the certificate that ${host} shows: doctor names each of its chain.`, examineLayers(where)),
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
  fixes: fixesFor(SOMEWHERE),
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
