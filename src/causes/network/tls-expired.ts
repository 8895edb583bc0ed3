import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { type PlacedFailure, readFailure } from "../evidence/network-failure.js";
import { examineLayers, SOMEWHERE } from "../evidence/network-fixes.js";
import { unanswered } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const placed = readFailure(facts, "tls_expired");
  if (placed === undefined) return undefined;
  return {
    ...placed.grade,
    evidence: placed.evidence,
    explanation: `The certificate that ${placed.host} showed has expired or is not valid yet, by this machine's clock. Either it was not renewed, or the clock is wrong.`,
    fixes: fixesFor(placed, sinceWhen(placed)),
  };
}

type Where = Pick<PlacedFailure, "host" | "address" | "base">;

/** Since when it is out of date, as some clients tell; "" where they do not. */
function sinceWhen({ failure }: PlacedFailure): string {
  const limit = /\bis (after|before) (\d{4}-\d\d-\d\dT[\d:]{8}Z)/.exec(failure.message.slice(0, 2000));
  if (limit === null) return "";
  return limit[1] === "after" ? ` It ran out at ${limit[2]}.` : ` It is valid from ${limit[2]} on.`;
}

function fixesFor(where: Where, since: string): readonly Fix[] {
  const { host } = where;
  return [
    fix("Compare this machine's clock with the true time first.", "date -u"),
    fix(
      `See whose certificate ${host} shows, and since when it is out of date.${since} Here, doctor also compares the clocks.`,
      examineLayers(where),
    ),
    fix("If it is a proxy's certificate, whoever runs the proxy must renew it; if it is the API's, report it."),
  ];
}

/** The server's certificate is out of date. */
export const tlsExpired: Cause = {
  id: "network.tls_expired",
  title: "The server's certificate is out of date",
  explanation:
    "The certificate that was shown has expired or is not valid yet, by this machine's clock. Either the certificate was not renewed, or the clock is wrong.",
  proof:
    "The certificate's dates do not include the time of this machine (CERT_HAS_EXPIRED, CERT_NOT_YET_VALID, ERR_CERT_DATE_INVALID).",
  fixes: fixesFor(SOMEWHERE, ""),
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "observed",
  get examples() {
    return [
      {
        what: "a certificate that was not renewed",
        exchange: unanswered({
          kind: "tls_expired",
          code: "CERT_HAS_EXPIRED",
          phase: "tls",
          message: "certificate has expired",
        }),
      },
      {
        what: "a browser on a machine whose clock is wrong",
        exchange: unanswered({ kind: "tls_expired", code: "net::ERR_CERT_DATE_INVALID" }),
      },
    ];
  },
  find,
};
