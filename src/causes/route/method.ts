import { fix } from "../../catalog/fix.js";
import { readHeader } from "../../exchange/exchange.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { clip, listWords } from "../evidence/quote-value.js";
import { requestCommand } from "../evidence/request-command.js";
import { findEmptyParameter, isRouteAnswer, readWantedRoute } from "../evidence/wanted-route.js";
import { answeredDocumented, answeredText, SAMPLE_ID } from "../example.js";

/** The path exists, but not with this method. */
export const method: Cause = {
  id: "route.method",
  title: "The path exists, but not with this method",
  explanation:
    "An endpoint has this path, but with another method. The server answers 404, never 405, so it looks as if the path did not exist.",
  proof: "The answer is a 404 or 405, and the path is that of an endpoint with another method.",
  fixes: [
    fix(
      "Use the endpoint's own method: POST to create, run or chat, GET to read, DELETE to remove.",
      "sandbox-errors request POST /v1/sandboxes -f agent=my-agent",
    ),
    fix("There is no list of sandboxes: keep the id that creating one gave you."),
  ],
  retry: "never",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: [
    "resource.not_found",
    "sandbox.not_found",
    "thread.not_found",
    "vault.not_found",
    "agent.not_found",
    "resource.placeholder_id",
  ],
  get examples() {
    return [
      {
        what: "a chat with GET",
        exchange: answeredText(
          { path: "/v1/chat/support" },
          404,
          "<!DOCTYPE html><html><head><title>Error</title></head><body><pre>Cannot GET /v1/chat/support</pre></body></html>",
        ),
      },
      {
        what: "a command with PUT, in the documented envelope",
        exchange: answeredDocumented(
          { method: "PUT", path: `/v1/sandboxes/${SAMPLE_ID}/exec`, json: { command: "ls" } },
          404,
          "not_found",
          "The specified resource does not exist",
        ),
      },
      {
        what: "a list of sandboxes, answered with 405",
        exchange: answeredText({ path: "/v1/sandboxes" }, 405, "", "", { allow: "POST" }),
      },
    ];
  },
  find(facts) {
    const wanted = isRouteAnswer(facts) ? readWantedRoute(facts) : undefined;
    if (wanted === undefined) return findUnseen(facts);
    if (wanted.route.endpoint !== null || findEmptyParameter(wanted) !== undefined) return undefined;
    const { onPath } = wanted.route;
    const [first] = onPath;
    if (first === undefined) return undefined;
    const path = clip(wanted.path, 120);
    const used = clip(wanted.method, 20);
    const methods = listWords(
      onPath.map((endpoint) => `${endpoint.method} (${endpoint.summary})`),
      "or",
    );
    const needsBody = first.body?.some((field) => field.required) === true;
    const isList = first.id === "sandboxes.create" && used === "GET";
    return {
      strength: "proof",
      confidence: "certain",
      evidence: [{ where: "request.method", saw: `${used} ${path}` }, ...answerEvidence(facts)],
      explanation: `${path} exists, but not with ${used}. It takes ${methods}.`,
      fixes: [
        fix(`Send it with ${methods}.`, needsBody ? null : requestCommand(first.method, path)),
        ...(isList ? [fix("There is no list of sandboxes: keep the id that creating one gave you.")] : []),
      ],
    };
  },
};

/** Method and path are unknown: the status, or its name, tells all the same (RFC 9110, 15.5.6). */
function findUnseen(facts: Facts): Finding | undefined {
  const told = facts.status === 405 || /^method[ _]not[ _]allowed\W{0,3}$/i.test(facts.message.trim());
  if (!told || !reportsError(facts)) return undefined;
  const allowed = readHeader(facts.exchange.response?.headers ?? [], "allow") ?? "";
  const usable = /^[A-Z, ]{3,60}$/.test(allowed);
  return {
    strength: "named",
    confidence: "likely",
    evidence: [...answerEvidence(facts), ...(usable ? [{ where: "response.headers.allow", saw: allowed }] : [])],
    ...(usable ? { fixes: [fix(`Send it with ${allowed}, which is what the answer allows.`)] } : {}),
  };
}
