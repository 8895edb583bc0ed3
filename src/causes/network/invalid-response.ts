import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { type PlacedFailure, readBreak } from "../evidence/network-failure.js";
import { CHECK_PROXY, examineLayers, SOMEWHERE } from "../evidence/network-fixes.js";
import { unanswered } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const placed = readBreak(facts, "invalid_response");
  if (placed === undefined) return undefined;
  return {
    ...placed.grade,
    evidence: placed.evidence,
    explanation: `${placed.address} answered, and the answer is not HTTP. Another kind of service listens there, or something on the way damaged the answer.`,
    fixes: fixesFor(placed),
  };
}

type Where = Pick<PlacedFailure, "host" | "address" | "base">;

function fixesFor(where: Where): readonly Fix[] {
  const { address } = where;
  return [
    fix(`Check host and port of the base URL: see what answers at ${address}.`, examineLayers(where)),
    fix("If the port speaks TLS, use https; plain http to it gets bytes that are not HTTP.", "echo $SANDBOX_BASE_URL"),
    CHECK_PROXY,
  ];
}

/** What came back is not HTTP. */
export const invalidResponse: Cause = {
  id: "network.invalid_response",
  title: "What came back is not HTTP",
  explanation:
    "Something answered, and its answer is not HTTP. Another kind of service listens on that port, or something on the way damaged the answer.",
  proof:
    "The answer could not be parsed as HTTP, or its encoding could not be undone (HPE_INVALID_CONSTANT, ERR_INVALID_HTTP_RESPONSE).",
  fixes: fixesFor(SOMEWHERE),
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "observed",
  get examples() {
    return [
      {
        what: "another service on that port",
        exchange: unanswered(
          {
            kind: "invalid_response",
            code: "HPE_INVALID_CONSTANT",
            phase: "head",
            message: "Parse Error: Expected HTTP/",
          },
          { path: "http://localhost:5432/v1/sandboxes/1" },
        ),
      },
      {
        what: "a browser's record",
        exchange: unanswered({ kind: "invalid_response", code: "net::ERR_INVALID_HTTP_RESPONSE" }),
      },
    ];
  },
  find,
};
