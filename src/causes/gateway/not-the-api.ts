import { API_ORIGIN } from "../../catalog/docs-urls.js";
import { fix } from "../../catalog/fix.js";
import { readClientReading } from "../../exchange/client-reading.js";
import { readHeader } from "../../exchange/exchange.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, CauseExample, Evidence, Finding, Strength } from "../cause.js";
import { nameHop, seenHop } from "../evidence/answering-hop.js";
import { answersSomethingElse } from "../evidence/expected-answer.js";
import { readBase } from "../evidence/network-failure.js";
import { examineLayers } from "../evidence/network-fixes.js";
import { seenHeader, seenStatus } from "../evidence/seen.js";
import { shorten } from "../evidence/spoken-text.js";
import { answeredJson, answeredText, SAMPLE_ID, unanswered } from "../example.js";

const LOGIN =
  /log[ -]?in|sign[ -]?in|wi-?fi|wlan|captive|hotspot|portal|authenti|sso\b|anmeld|einlogg|connexion|se connecter|iniciar sesi|accedi\b|inloggen/i;

/** Reading a file's bytes answers with text of any kind; so may an address that is none of the API's. */
function expectsJson(facts: Facts): boolean {
  if (facts.target?.query.has("format") === true || facts.target?.path === "/health") return false;
  return facts.route === null || facts.route.onPath.length > 0;
}

function grade(facts: Facts): Strength | undefined {
  const { status, envelope } = facts;
  if (facts.exchange.response === null) return undefined;
  if (status === null) return envelope.shape === "html" && facts.answeredBy !== "express" ? "implied" : undefined;
  if (status < 200 || status >= 400 || status === 304) return undefined;
  if (status >= 300) return "named";
  if (facts.exchange.request?.method === "HEAD") return undefined;
  if (envelope.shape === "html") return "named";
  if (answersSomethingElse(facts)) return "implied";
  return envelope.shape === "text" && facts.exchange.response.headersKnown && expectsJson(facts)
    ? "implied"
    : undefined;
}

/** There is no answer to look at, only what a client said of it. */
function findByClient(facts: Facts): Finding | undefined {
  const { failure, response } = facts.exchange;
  const reading = failure === null || response !== null ? undefined : readClientReading(failure.message);
  if (failure === null || reading === undefined || reading === "stream") return undefined;
  const saw = {
    redirects: "it was sent on and on by redirects, which the API never sends",
    page: "where it wanted JSON there began a web page",
    no_json: "what it got was no JSON, or nothing",
  };
  return {
    strength: "named",
    confidence: reading === "no_json" ? "possible" : "likely",
    evidence: [{ where: "network.message", saw: failure.message.slice(0, 300) }],
    explanation: `The client says that ${saw[reading]}. A login page of a network, a site, or an error page of a gateway answered in the API's place.`,
    fixes: [
      fix(
        "See what answered, with its status and type, before you parse it: a page says in its title what it is.",
        "sandbox-errors request GET /health --verbose",
      ),
      fix(
        `Check the base URL, and whether a proxy or a login page of the network stands between: the API is at ${API_ORIGIN}.`,
      ),
    ],
  };
}

function find(facts: Facts): Finding | undefined {
  const strength = grade(facts);
  if (strength === undefined) return findByClient(facts);
  const location = readHeader(facts.exchange.response?.headers ?? [], "location") ?? "";
  const page = LOGIN.test(`${facts.message} ${location}`);
  return {
    strength,
    confidence: strength !== "named" ? "likely" : facts.exchange.request === null ? "likely" : "certain",
    evidence: [
      ...(facts.status === null ? seenPage(facts) : seenStatus(facts)),
      ...seenHeader(facts, "location"),
      ...seenHeader(facts, "content-type"),
      ...seenHop(facts),
    ],
    explanation: explain(facts, location, page),
    fixes: suggest(facts, location, page),
  };
}

/** Of a page that was pasted without its status, the page itself is all there is to see. */
function seenPage(facts: Facts): readonly Evidence[] {
  return [{ where: "response.body", saw: shorten(facts.exchange.response?.body.text.trim() ?? "", 80) }];
}

function explain(facts: Facts, location: string, page: boolean): string {
  const host = facts.target?.host == null ? "" : ` at ${facts.target.host}`;
  const what = nameAnswerer(facts, location, page);
  if (location !== "") {
    return `What answered${host} sent you on to ${shorten(location, 200)}. The API never redirects, so something else answered: ${what}.`;
  }
  const title = shorten(facts.message.split("\n", 1)[0] ?? "", 80);
  const lead = facts.status === null ? "The" : "The status says success, but the";
  return `${lead} body is not the API's${title === "" ? "" : `: it begins "${title}"`}. What answered${host} looks like ${what}; the API never saw the request.`;
}

/** What answered instead, as far as it shows. */
function nameAnswerer(facts: Facts, location: string, page: boolean): string {
  if (page) return "a login page of a network (captive portal) or site";
  return (location === "" ? nameHop(facts) : null) ?? "a site, a portal or a proxy";
}

function suggest(facts: Facts, location: string, page: boolean): Cause["fixes"] {
  const host = facts.target?.host ?? "";
  const sameHost = host !== "" && location.toLowerCase().startsWith(`https://${host}/`);
  const where = location === "" ? "" : `, which sends you on to ${shorten(location, 120)}`;
  return [
    sameHost && facts.exchange.request?.url?.startsWith("http:") === true
      ? fix("Use https:// in the base URL: what answered sends plain HTTP there.")
      : page
        ? fix(
            `Open a page in a browser and log in to the network (captive portal) or the VPN: a login page answered${where}. Then send it again.`,
          )
        : fix(
            `Check the base URL, which must be the API's own address, ${API_ORIGIN} unless you host it: ${nameAnswerer(facts, location, page)} answered${where}.`,
            examineLayers({ base: readBase(facts) }),
          ),
    fix(
      "If you sit behind a proxy or VPN, try once without it: it may answer in the API's place.",
      "sandbox-errors request GET /health --verbose",
    ),
  ];
}

/** A success or a redirect whose body is not the API's. */
export const notTheApi: Cause = {
  id: "gateway.not_the_api",
  title: "Something other than the API answered",
  explanation:
    "The status says success or sends you elsewhere, but the body is not the API's: a login page of a network, a site, or a proxy answered in its place. The API never saw the request.",
  proof: "A 2xx status with an HTML page or text where the API sends JSON, or a redirect, which the API never sends.",
  fixes: [
    fix(
      "Open a page in a browser: if a login page of the network (captive portal) or VPN comes up, log in and send it again.",
    ),
    fix("Check the base URL: see what answers a request that needs no key.", "sandbox-errors doctor"),
  ],
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "inferred",
  get examples(): readonly CauseExample[] {
    return [
      {
        what: "a hotel's login page",
        exchange: answeredText(
          {},
          200,
          "<html><head><title>Hotel Wi-Fi login</title></head><body><form action='/login'></form></body></html>",
        ),
      },
      {
        what: "a redirect to a company's login",
        exchange: answeredText({}, 302, "", "", { location: "https://sso.example.com/login?next=relay" }),
      },
      {
        what: "plain text where JSON is expected",
        exchange: answeredText(
          { path: `/v1/sandboxes/${SAMPLE_ID}/threads` },
          200,
          "Welcome to the guest network",
          "text/plain",
        ),
      },
      {
        what: "JSON of a proxy that blocks, with the status of success",
        exchange: answeredJson({}, 200, { blocked: true, category: "uncategorised" }),
      },
      {
        what: "only the words of a client that read a page as JSON",
        exchange: {
          ...unanswered({
            kind: "other",
            message: `SyntaxError: Unexpected token '<', "<!DOCTYPE "... is not valid JSON`,
          }),
          request: null,
        },
      },
    ];
  },
  find,
};
