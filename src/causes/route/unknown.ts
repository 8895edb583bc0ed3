import { API_ORIGIN } from "../../catalog/docs-urls.js";
import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { readBase } from "../evidence/network-failure.js";
import { clip } from "../evidence/quote-value.js";
import {
  findEmptyParameter,
  isRouteAnswer,
  readWantedRoute,
  saysNoRoute,
  type WantedRoute,
} from "../evidence/wanted-route.js";
import { answeredDocumented, answeredText, SAMPLE_CHAT, SAMPLE_ID } from "../example.js";

function expressPage(words: string): string {
  return `<!DOCTYPE html><html><head><title>Error</title></head><body><pre>${words}</pre></body></html>`;
}

/** The path fits no endpoint. */
export const unknown: Cause = {
  id: "route.unknown",
  title: "No endpoint has this path",
  explanation:
    "The path fits no endpoint of the API, so the server looked for nothing. Usual reasons: a doubled /v1 or slash from the base URL, an id that was left empty, or a name in the singular.",
  proof: 'The answer is a 404 or says "Cannot GET …", and the path fits no known endpoint.',
  fixes: [
    fix(
      "Compare the path with the endpoints of the API, segment by segment.",
      "sandbox-errors request GET '/v1/sandboxes/<sandbox id>'",
    ),
    fix("Leave /v1 and the slash at the end out of the base URL.", "export SANDBOX_BASE_URL=https://relay.an.dev"),
    fix("Check that no id in the path is empty: print it before you send."),
  ],
  retry: "never",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: ["resource.not_found", "sandbox.not_found", "thread.not_found", "vault.not_found", "resource.placeholder_id"],
  get examples() {
    return [
      {
        what: "sandbox in the singular",
        exchange: answeredText(
          { path: `/v1/sandbox/${SAMPLE_ID}` },
          404,
          expressPage(`Cannot GET /v1/sandbox/${SAMPLE_ID}`),
        ),
      },
      {
        what: "a doubled version, answered in the documented envelope",
        exchange: answeredDocumented(
          { path: "/v1/v1/sandboxes", json: { agent: "my-agent" } },
          404,
          "not_found",
          "The specified resource does not exist",
        ),
      },
      {
        what: "a slug that was left empty",
        exchange: answeredText({ path: "/v1/chat/", json: SAMPLE_CHAT }, 404, expressPage("Cannot POST /v1/chat/")),
      },
      {
        what: "an id that was left empty",
        exchange: answeredText({ path: "/v1/sandboxes/" }, 404, expressPage("Cannot GET /v1/sandboxes/")),
      },
    ];
  },
  find(facts) {
    const wanted = isRouteAnswer(facts) ? readWantedRoute(facts) : undefined;
    if (wanted === undefined) return findUnseen(facts);
    const empty = findEmptyParameter(wanted);
    if (wanted.route.onPath.length > 0 && empty === undefined) return findAbsentHere(facts, wanted);
    const path = clip(wanted.path, 120);
    const nearest = wanted.route.nearest;
    const slip = findSlip(wanted, empty, `export SANDBOX_BASE_URL=${readBase(facts) ?? API_ORIGIN}`);
    return {
      strength: "proof",
      confidence: "certain",
      evidence: [{ where: "request.path", saw: `${clip(wanted.method, 20)} ${path}` }, ...answerEvidence(facts)],
      explanation: `No endpoint has the path ${path}.${slip === undefined ? "" : ` ${slip.what}`}`,
      fixes: [
        ...(slip === undefined ? [] : [fix(slip.fix, slip.command)]),
        ...(nearest === null
          ? []
          : [fix(`The nearest endpoint is ${nearest.method} ${nearest.path} (${nearest.summary}).`)]),
        fix(
          "Compare the path with the endpoints of the API, segment by segment; the base URL is https://relay.an.dev.",
        ),
      ],
    };
  },
};

/** Method and path are unknown: only the server's words tell. */
function findUnseen(facts: Facts): ReturnType<Cause["find"]> {
  if (!reportsError(facts) || !isRouteAnswer(facts) || !saysNoRoute(facts)) return undefined;
  return { strength: "named", confidence: "likely", evidence: answerEvidence(facts) };
}

/** The endpoint is one of this API's, but the server that answered says that it has no such route. */
function findAbsentHere(facts: Facts, wanted: WantedRoute): ReturnType<Cause["find"]> {
  if (wanted.route.endpoint === null || !saysNoRoute(facts)) return undefined;
  const path = `${wanted.method} ${clip(wanted.path, 120)}`;
  return {
    strength: "named",
    confidence: "likely",
    evidence: [{ where: "request.path", saw: path }, ...answerEvidence(facts)],
    explanation: `The server says that it has no route ${path}, although the API does. It may be an older version, or another server than you think.`,
    fixes: [fix("Check that the base URL leads to the API you mean.", "sandbox-errors request GET /health --verbose")],
  };
}

interface Slip {
  readonly what: string;
  readonly fix: string;
  readonly command: string | null;
}

/** The usual ways in which a right path goes wrong. `setBase` is the command that sets the base URL to what it should be. */
function findSlip(wanted: WantedRoute, emptyEndpoint: string | undefined, setBase: string): Slip | undefined {
  const { path } = wanted;
  if (emptyEndpoint !== undefined)
    return {
      what: `It ends where ${emptyEndpoint} has its last parameter: the value was empty.`,
      fix: `Fill in the last part of ${emptyEndpoint}: print the variable before you send.`,
      command: null,
    };
  if (path.startsWith("//"))
    return {
      what: "It starts with two slashes: the base URL ends with one.",
      fix: "Remove the slash from the end of the base URL.",
      command: setBase,
    };
  if (/\/v1\/(?:v1|api)(?:\/|$)|^\/api\/v1(?:\/|$)/.test(path))
    return {
      what: "The version stands in it twice, or something stands before it: the base URL already holds a path.",
      fix: "Remove the path (/v1, /api/v1) from the base URL.",
      command: setBase,
    };
  if (path.length > 1 && (path.includes("//") || path.endsWith("/")))
    return {
      what: "A part between its slashes is empty: a value was not filled in.",
      fix: "Fill in the id or slug that is empty in the path: print the variable before you send.",
      command: null,
    };
  if (/^\/(?:sandboxes|chat|tokens|mcp)(?:\/|$)/.test(path))
    return { what: "The /v1 before it is missing.", fix: `Send it to /v1${clip(path, 120)}.`, command: null };
  return undefined;
}
