import { type Fix, fix } from "../../catalog/fix.js";
import { type Response, readHeader } from "../../exchange/exchange.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding, Strength } from "../cause.js";
import { isWrittenByHop, nameHop, seenHop } from "../evidence/answering-hop.js";
import { seenStatus } from "../evidence/seen.js";
import { answeredText } from "../example.js";

/** Headers with which a firewall or a company's proxy marks what it blocked. */
const BLOCK_HEADERS = [
  "cf-mitigated",
  "x-amzn-waf-action",
  "x-sucuri-block",
  "x-sucuri-id",
  "x-deny-reason",
  "x-denied-reason",
  "x-vercel-mitigated",
  "x-squid-error",
  "x-iinfo",
];
const BLOCK_WORDS =
  /\bfirewall\b|\bwaf\b|\bblocked\b|\bcaptcha\b|\bsecurity (?:policy|rule|check)|\brbac: access denied|\berror code: 10\d\d|\bhost_not_allowed\b|\byour (?:ip|network|country)|\bjust a moment\b/i;

function find(facts: Facts): Finding | undefined {
  const { response } = facts.exchange;
  if (response === null || (facts.status !== 403 && facts.status !== 401)) return undefined;
  const mark = BLOCK_HEADERS.find((name) => readHeader(response.headers, name) !== undefined);
  const written = mark !== undefined || isWrittenByHop(facts);
  const strength = facts.status === 401 ? (written ? "implied" : undefined) : rateBlock(facts, response, written);
  if (strength === undefined) return undefined;
  const hop = nameHop(facts) ?? "something before the API";
  return {
    strength,
    confidence: written && strength === "proof" ? "certain" : "likely",
    evidence: [...seenStatus(facts), ...(mark === undefined ? [] : [seenMark(facts, mark)]), ...seenHop(facts)],
    explanation: `The API did not write this ${facts.status}: ${hop} did, before the request reached it. Your network, address or the form of the request was refused; the key was not looked at.`,
    fixes: fixesFor(hop),
  };
}

/** How much speaks for a hop as the author of a 403; undefined where nothing does. A 401 page may also stand for the API's. */
function rateBlock(facts: Facts, response: Response, written: boolean): Strength | undefined {
  const { shape } = facts.envelope;
  const own = shape === "documented" || shape === "nested" || shape === "flat" || shape === "bare";
  if (written || (!own && BLOCK_WORDS.test(response.body.text.slice(0, 4000)))) return "proof";
  // Without its headers a body may be what an SDK left over; with them, the API never sends a 403 without JSON.
  const foreign = response.headersKnown && facts.answeredBy === "unknown" && (shape === "text" || shape === "empty");
  return foreign ? "implied" : undefined;
}

function seenMark(facts: Facts, name: string) {
  const value = readHeader(facts.exchange.response?.headers ?? [], name) ?? "";
  return { where: `response.headers.${name}`, saw: value.slice(0, 200) };
}

function fixesFor(hop: string): readonly Fix[] {
  return [
    fix(`Leave the key as it is: ${hop} blocked the request by network or address, before any key was read.`),
    fix(
      "Send it from another network, without VPN or proxy, and compare.",
      "sandbox-errors request GET /health --verbose",
    ),
    fix("In a company or a CI system, ask whoever runs the proxy or firewall to allow relay.an.dev."),
    fix("If it goes on, report the page's reference (such as the Ray ID) with time and address to 21st."),
  ];
}

/** A 403 that the API did not write. */
export const blockedByGateway: Cause = {
  id: "access.blocked_by_gateway",
  title: "A gateway blocked the request before the API",
  explanation:
    "The API did not write this 403: a gateway, firewall or proxy before it did. Your network, address or the form of the request was refused; the key was not looked at.",
  proof: "The 403 comes as an HTML page, with a firewall's mark, or without the JSON that the API always sends.",
  fixes: fixesFor("the gateway"),
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: ["access.forbidden", "gateway.error", "gateway.not_the_api"],
  get examples() {
    return [
      {
        what: "the block page of an edge network",
        exchange: answeredText(
          {},
          403,
          "<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body><h1>Sorry, you have been blocked</h1></body></html>",
          "text/html; charset=utf-8",
          { server: "cloudflare", "cf-ray": "8f0a-FRA" },
        ),
      },
      {
        what: "a proxy that refuses the host in plain text",
        exchange: answeredText({}, 403, "Host not in allowlist", "text/plain", { "x-deny-reason": "host_not_allowed" }),
      },
      {
        what: "an empty answer",
        exchange: answeredText({}, 403, "", "", { server: "awselb/2.0" }),
      },
    ];
  },
  find,
};
