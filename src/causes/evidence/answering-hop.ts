import { readHtmlTitle } from "../../exchange/decode-html.js";
import { readHeader } from "../../exchange/exchange.js";
import type { Facts } from "../../exchange/facts.js";
import type { Evidence } from "../cause.js";
import { seenHeader } from "./seen.js";
import { shorten } from "./spoken-text.js";

/** Headers that only a hop before the API adds, with the name of who runs it. */
const HOP_HEADERS: readonly (readonly [header: string, name: string])[] = [
  ["cf-ray", "Cloudflare"],
  ["x-vercel-error", "Vercel"],
  ["x-vercel-id", "Vercel"],
  ["fly-request-id", "the Fly proxy"],
  ["x-amz-cf-id", "CloudFront"],
  ["x-amzn-errortype", "an AWS gateway"],
  ["x-amzn-requestid", "an AWS gateway"],
  ["x-azure-ref", "Azure Front Door"],
  ["x-varnish", "Varnish"],
  ["x-kong-request-id", "Kong"],
  ["x-squid-error", "a Squid proxy"],
];

/** Names that stand in a `Server` header or on an error page. */
const HOP_NAMES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/cloudflare|error code: (?:1\d{3}|52\d|530)\b|error 1\d{3}\b/i, "Cloudflare"],
  [/cloudfront/i, "CloudFront"],
  [/awselb|amazon/i, "an AWS load balancer"],
  [/vercel|FUNCTION_INVOCATION|DEPLOYMENT_NOT_FOUND/i, "Vercel"],
  [/openresty/i, "openresty"],
  [/nginx/i, "nginx"],
  [/varnish|guru meditation/i, "Varnish"],
  [/fly\/|fly\.io/i, "the Fly proxy"],
  [/envoy|upstream connect error|no healthy upstream/i, "Envoy"],
  [/haproxy/i, "HAProxy"],
  [/traefik/i, "Traefik"],
  [/caddy/i, "Caddy"],
  [/akamai/i, "Akamai"],
  [/squid/i, "a Squid proxy"],
  [/zscaler/i, "Zscaler"],
  [/heroku|application error/i, "the hosting platform"],
  [/apache/i, "Apache"],
  [/microsoft-(?:iis|httpapi|azure)/i, "a Microsoft server"],
  [/google frontend|gws/i, "Google's front end"],
];

/** Words that a hop writes into a plain-text or JSON error when it cannot get an answer from what is behind it. */
const HOP_WORDS =
  /\bupstream\b|no healthy|ring-balancer|bad gateway|gateway time-?out|backend fetch failed|error code: \d{3,4}|FUNCTION_INVOCATION|DEPLOYMENT_|"cloudflare_error"|"ray_id"|endpoint request timed out/i;

/** Whole answers of hops, which people paste as they stand: Envoy, Cloudflare, Google's and Kubernetes' load balancers. */
const HOP_SENTENCE =
  /^(?:upstream connect error or disconnect|no healthy upstream|upstream request timeout|error code: \d{3,4}$|default backend - 404|The upstream server is timing out)/i;

/** Names who answered instead of the API as far as headers and page show it, or null. */
export function nameHop(facts: Facts): string | null {
  const response = facts.exchange.response;
  if (response === null) return null;
  const words = `${readHeader(response.headers, "server") ?? ""}\n${response.body.text.slice(0, 4000)}`;
  const named = HOP_NAMES.find(([pattern]) => pattern.test(words))?.[1];
  return named ?? HOP_HEADERS.find(([header]) => readHeader(response.headers, header) !== undefined)?.[1] ?? null;
}

/** True where a hop before the API wrote the error: a page that is not the API's own, or words that only a hop uses. */
export function isWrittenByHop(facts: Facts): boolean {
  const { response } = facts.exchange;
  if (response === null || facts.answeredBy === "express") return false;
  const { shape } = facts.envelope;
  if (shape === "text" && /^\s*<(?:\?xml|error)\b/i.test(response.body.text)) return true;
  if (shape === "html" || facts.answeredBy === "gateway" || facts.answeredBy === "site") return true;
  if (shape === "bare") return !response.headersKnown && HOP_SENTENCE.test(facts.message);
  if (shape === "documented" || shape === "nested" || shape === "flat") return false;
  const marked = readHeader(response.headers, "x-vercel-error") ?? readHeader(response.headers, "x-amzn-errortype");
  return marked !== undefined || HOP_WORDS.test(response.body.text.slice(0, 4000));
}

/** What shows who answered: `Server`, `Via`, the mark of a hop, and the page's title or first words. */
export function seenHop(facts: Facts): readonly Evidence[] {
  const body = facts.exchange.response?.body.text ?? "";
  const title = readHtmlTitle(body);
  const words = title === "" ? shorten(facts.message, 120) : shorten(title, 120);
  const mark = HOP_HEADERS.flatMap(([header]) => seenHeader(facts, header)).slice(0, 1);
  const where = title === "" ? "response.body" : "response.body.title";
  return [
    ...seenHeader(facts, "server"),
    ...seenHeader(facts, "via"),
    ...mark,
    ...(words === "" ? [] : [{ where, saw: words }]),
  ];
}
