import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { isPlainHost, type PlacedFailure, readFailure } from "../evidence/network-failure.js";
import { SOMEWHERE, tryLayers } from "../evidence/network-fixes.js";
import { seenHeader, seenStatus } from "../evidence/seen.js";
import { answeredText, unanswered } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const placed = readFailure(facts, "proxy");
  if (placed !== undefined) {
    return {
      ...placed.grade,
      evidence: placed.evidence,
      explanation: explain(placed),
      fixes: rankFixes(placed),
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
    fixes: fixesFor({ ...SOMEWHERE, host }),
  };
}

/** A variable that names no proxy: nothing was sent. */
function isUnusable({ failure }: PlacedFailure): boolean {
  return failure.code === null && failure.phase === null && /^https?_proxy\b/i.test(failure.message);
}

function explain(placed: PlacedFailure): string {
  const { failure, host } = placed;
  if (isUnusable(placed))
    return `A proxy is set for ${host}, and its variable cannot be used: ${failure.message} Nothing was sent.`;
  const start = `The request for ${host} went to a proxy`;
  if (wantsLogin(placed))
    return `${start}, and the proxy wants a login that it takes (407). The API was never reached.`;
  if (/^no connection to the proxy/.test(failure.message))
    return `${start}, and no connection to the proxy came about. The API was never reached.`;
  return `${start}, and the proxy refused it or could not connect. The API was never reached.`;
}

function wantsLogin({ failure }: PlacedFailure): boolean {
  return failure.code === "ERR_PROXY_AUTH_REQUESTED" || /\b407\b/.test(failure.message);
}

/** The fix for what is known to be wrong comes first. */
function rankFixes(placed: PlacedFailure): readonly Fix[] {
  const [look, login, ...others] = fixesFor(placed);
  if (look === undefined || login === undefined) return others;
  if (isUnusable(placed)) {
    const [variable = ""] = /^\w+/.exec(placed.failure.message) ?? [];
    const text = "Correct the variable, or unset it where no proxy is needed.";
    return [fix(text, `export ${variable}=http://<proxy>:<port>`), look, login, ...others];
  }
  return wantsLogin(placed) ? [nameProxyIn(login, placed), look, ...others] : [look, login, ...others];
}

/** Our own messages name the proxy and the variable that chose it. */
function nameProxyIn(login: Fix, { failure }: PlacedFailure): Fix {
  const [, address, variable] = /\bproxy ([\w.[\]:-]{3,260}) \((https?_proxy)\)/i.exec(failure.message) ?? [];
  if (address === undefined || variable === undefined) return login;
  return fix(login.text, `export ${variable}=http://<user>:<password>@${address}`);
}

type Where = Pick<PlacedFailure, "host" | "address" | "base">;

function fixesFor(where: Where): readonly Fix[] {
  const { host } = where;
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
    tryLayers(where),
  ];
}

/** The proxy did not let the request through. */
export const proxy: Cause = {
  id: "network.proxy",
  title: "The proxy did not let the request through",
  explanation: "The request went to a proxy, and the proxy refused it or could not connect. The API was never reached.",
  proof: "The proxy answered 407, refused CONNECT, or could not be reached.",
  fixes: fixesFor(SOMEWHERE),
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
        what: "a proxy that refuses the login",
        exchange: unanswered({
          kind: "proxy",
          code: "ERR_PROXY_AUTH_REQUESTED",
          phase: "connect",
          message: "the proxy proxy.example.com:3128 (HTTPS_PROXY) refused the user name and password: 407",
        }),
      },
      {
        what: "a variable that names no proxy",
        exchange: unanswered({
          kind: "proxy",
          message: "HTTPS_PROXY holds no URL. Write it as http://host:port.",
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
