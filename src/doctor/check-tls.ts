import { diagnose } from "../diagnosis/diagnose.js";
import type { TlsInspection } from "../http/inspect-tls.js";
import { hostOf } from "../http/open-connection.js";
import type { PeerCertificate, SentExchange } from "../http/send-order.js";
import type { LayerFact } from "../render/report/doctor-layer.js";
import { type CheckedLayer, fact, makeLayer } from "./checked-layer.js";

/** What Node was told about whom to trust. */
export interface TrustSettings {
  /** NODE_EXTRA_CA_CERTS; null where it is not set. */
  readonly extraCa: {
    readonly path: string;
    /** Why Node takes no certificate from it, as a predicate such as `names no file`; null where it does. */
    readonly fault: string | null;
  } | null;
  /** NODE_TLS_REJECT_UNAUTHORIZED is 0: certificates are not checked at all. */
  readonly trustsAnyone: boolean;
}

/** What is known of the encryption. `inspection` is undefined where no handshake was possible, or none was tried. */
export interface TlsSituation {
  readonly url: URL;
  readonly sent: SentExchange;
  readonly failed: boolean;
  readonly inspection: TlsInspection | undefined;
  readonly trust: TrustSettings;
  /** In ms since 1970. */
  readonly now: number;
}

/** Chain, dates, name and protocol, each judged by itself, so that one fault does not hide another. */
export function checkTls(situation: TlsSituation): CheckedLayer {
  const { url, sent, failed, inspection } = situation;
  const durationMs = sent.phaseMs.tls ?? 0;
  if (url.protocol !== "https:") return checkPlain(url, inspection);
  const facts = [
    ...(failed ? [fact("problem", sent.exchange.failure?.message ?? "The handshake failed.")] : []),
    ...(inspection === undefined ? [] : describe(inspection, situation)),
    ...describeTrust(situation.trust),
  ];
  if (!failed) return makeLayer("tls", { ok: true, durationMs, facts });
  return makeLayer("tls", { ok: false, durationMs, facts, diagnoses: diagnose(sent.exchange), sent: [sent] });
}

/** Plain HTTP is well where it stays on this machine, but for a port that speaks TLS: it hangs up on it, or answers nonsense. */
function checkPlain(url: URL, inspection: TlsInspection | undefined): CheckedLayer {
  if (inspection === undefined)
    return makeLayer("tls", { ok: true, facts: [fact("protocol", "none: plain HTTP, which stays on this machine")] });
  const facts = [
    fact("problem", `This port speaks TLS (${inspection.protocol}), and the base URL says http://.`),
    fact("fix", `Write https:// in the base URL: https://${url.host}`),
  ];
  return makeLayer("tls", { ok: false, facts });
}

function describe(inspection: TlsInspection, { url, now }: TlsSituation): LayerFact[] {
  const { outdated, protocol, cipher, chain, names, untrusted, nameFits } = inspection;
  const [leaf] = chain;
  return [
    fact(
      "protocol",
      [protocol ?? "unknown", cipher ?? [], outdated ? "which Node refuses as too old" : []].flat().join(", "),
    ),
    fact("name", `${nameFits ? "fits" : "does not fit"} ${hostOf(url)}: the certificate is for ${cut(names)}`),
    ...(leaf === undefined ? [] : judgeDates(leaf, now)),
    ...chain.map((each, i) => fact(i === 0 ? "certificate" : "issuer", describeCertificate(each))),
    fact("trust", untrusted === null ? "the chain leads to a root that Node trusts" : `refused: ${untrusted}`),
  ];
}

const DAY_MS = 86_400_000;
/** Certificates that renew themselves do so weeks before; one this close to its end will be forgotten. */
const SOON_DAYS = 14;

function judgeDates({ validFrom, validTo }: PeerCertificate, now: number): LayerFact[] {
  const dates = `${writeDay(validFrom)} to ${writeDay(validTo)}`;
  if (now < validFrom) return [fact("dates", `not valid yet: ${dates}`)];
  if (now > validTo) return [fact("dates", `expired: ${dates}`)];
  const days = Math.floor((validTo - now) / DAY_MS);
  const left = fact("dates", `valid: ${dates}`);
  return days > SOON_DAYS ? [left] : [left, fact("warning", `The certificate expires in ${days} days.`)];
}

function writeDay(ms: number): string {
  return Number.isNaN(ms) ? "?" : new Date(ms).toISOString().slice(0, 10);
}

function describeCertificate({ subject, issuer, validTo }: PeerCertificate): string {
  return `${cut(subject)}, issued by ${issuer === subject ? "itself" : cut(issuer)}, until ${writeDay(validTo)}`;
}

/** Names of a certificate are the server's own words. */
function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

function describeTrust({ extraCa, trustsAnyone }: TrustSettings): LayerFact[] {
  const found: LayerFact[] = [];
  if (extraCa !== null) {
    found.push(fact("extra roots", `${extraCa.path} (from NODE_EXTRA_CA_CERTS)`));
    if (extraCa.fault !== null)
      found.push(fact("warning", `NODE_EXTRA_CA_CERTS ${extraCa.fault}, so Node ignores it.`));
  }
  if (trustsAnyone)
    found.push(
      fact("warning", "NODE_TLS_REJECT_UNAUTHORIZED=0: Node trusts anyone, and anyone on the way can read the key."),
    );
  return found;
}
