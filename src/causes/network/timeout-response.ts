import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, CauseExample, Finding } from "../cause.js";
import { type PlacedFailure, readBreak } from "../evidence/network-failure.js";
import { examineLayers, REPEAT_WITH_CARE, SOMEWHERE } from "../evidence/network-fixes.js";
import { suggestResume } from "../evidence/resume-fixes.js";
import { answeredText, unanswered } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const placed = readBreak(facts, "timeout_response");
  if (placed === undefined) return undefined;
  return {
    ...placed.grade,
    evidence: placed.evidence,
    explanation: `${placed.address} took the request, and ${whichPart(facts)} within the time. It was still working, or hangs; it may have carried the request out all the same.`,
    fixes: [...(facts.stream === null ? [] : suggestResume(facts).slice(0, 2)), ...fixesFor(placed, waitedFor(facts))],
  };
}

/** Which part of the answer did not come. */
function whichPart({ exchange }: Facts): string {
  if (exchange.response !== null)
    return `its answer stopped after ${exchange.response.body.bytes} bytes of the body and did not go on`;
  return exchange.failure?.phase === "body" ? "the body of its answer did not end" : "no answer began";
}

/** The phase in which the time ran out, and the option that lengthens it. */
function waitedFor({ exchange }: Facts): string {
  const within = exchange.response !== null || exchange.failure?.phase === "body";
  return within
    ? "The time ran out within the body: --idle-timeout counts between two pieces of it, --timeout only until its head."
    : "The time ran out before the answer's head: --timeout counts until then, --idle-timeout between two pieces of the body.";
}

type Where = Pick<PlacedFailure, "host" | "address" | "base">;

function fixesFor(where: Where, phase: string): readonly Fix[] {
  const { host } = where;
  return [
    fix(
      `Allow more time, if what you asked for can take long. ${phase}`,
      "sandbox-errors request GET /health --timeout 2m",
    ),
    REPEAT_WITH_CARE,
    fix(`If short requests to ${host} time out too, the fault lies on the way there.`, examineLayers(where)),
  ];
}

/** No whole answer within the time. */
export const timeoutResponse: Cause = {
  id: "network.timeout_response",
  title: "No whole answer within the time",
  explanation:
    "The request was sent, and no whole answer came within the time. The server was still working, or hangs; it may have carried the request out all the same.",
  proof: "The connection was there, and the time ran out before the answer's head or before its end.",
  fixes: fixesFor(
    SOMEWHERE,
    "--timeout counts until the answer's head, --idle-timeout between two pieces of its body.",
  ),
  retry: "with_backoff",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: ["gateway.not_the_api", "gateway.error", "server.internal"],
  get examples(): readonly CauseExample[] {
    return [
      {
        what: "a server that accepts the request and says nothing",
        exchange: unanswered({
          kind: "timeout_response",
          code: "UND_ERR_HEADERS_TIMEOUT",
          phase: "head",
          message: "Headers Timeout Error",
        }),
      },
      {
        what: "an answer that stopped in the middle",
        exchange: {
          ...answeredText({}, 200, '{"id":"7b9f2c1e', "application/json"),
          failure: {
            kind: "timeout_response",
            code: "UND_ERR_BODY_TIMEOUT",
            phase: "body",
            message: "Body Timeout Error",
          },
        },
      },
    ];
  },
  find,
};
