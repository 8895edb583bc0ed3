import { API_ORIGIN } from "../../catalog/docs-urls.js";
import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { type PlacedFailure, readFailure } from "../evidence/network-failure.js";
import { CHECK_PROXY, examineLayers, SOMEWHERE } from "../evidence/network-fixes.js";
import { unanswered } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const placed = readFailure(facts, "tls_hostname");
  if (placed === undefined) return undefined;
  return {
    ...placed.grade,
    evidence: placed.evidence,
    explanation: `The request went to ${placed.host}, and the certificate that was shown is for ${namesOf(placed)}. The base URL is misspelt or uses an address or alias, or something else answers in the server's place.`,
    fixes: fixesFor(placed, namesOf(placed)),
  };
}

/** The certificate's names as Node's message lists them, at most three. */
function namesOf({ failure }: PlacedFailure): string {
  const listed = failure.message.slice(0, 4000).split("altnames: ").at(-1) ?? "";
  const names = [...listed.matchAll(/DNS:([\w.*-]{1,253})/g)].map(([, name = ""]) => name);
  return names.length === 0 ? "another name" : names.slice(0, 3).join(", ");
}

type Where = Pick<PlacedFailure, "host" | "address" | "base">;

function fixesFor(where: Where, names: string): readonly Fix[] {
  const { host } = where;
  return [
    fix(
      `Use a name that stands in the certificate: it is for ${names}, and the base URL names ${host}. The API's own name is ${new URL(API_ORIGIN).host}.`,
      "echo $SANDBOX_BASE_URL",
    ),
    fix("See which names the certificate has, and who answers: doctor shows both.", examineLayers(where)),
    CHECK_PROXY,
  ];
}

/** The certificate is for another name. */
export const tlsHostname: Cause = {
  id: "network.tls_hostname",
  title: "The certificate is for another name",
  explanation:
    "The server showed a certificate that names other hosts than the one in the URL. The base URL is misspelt or uses an address or alias, or something else answers in the server's place.",
  proof:
    "The host's name is not among the names of the certificate (ERR_TLS_CERT_ALTNAME_INVALID, ERR_CERT_COMMON_NAME_INVALID).",
  fixes: fixesFor(SOMEWHERE, "another name"),
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "observed",
  get examples() {
    return [
      {
        what: "an alias that the certificate does not name",
        exchange: unanswered(
          {
            kind: "tls_hostname",
            code: "ERR_TLS_CERT_ALTNAME_INVALID",
            phase: "tls",
            message:
              "Hostname/IP does not match certificate's altnames: Host: api.example.com. is not in the cert's altnames: DNS:relay.an.dev",
          },
          { path: "https://api.example.com/v1/sandboxes/1" },
        ),
      },
      {
        what: "a browser's record",
        exchange: unanswered({ kind: "tls_hostname", code: "net::ERR_CERT_COMMON_NAME_INVALID" }),
      },
    ];
  },
  find,
};
