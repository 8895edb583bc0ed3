import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, CauseExample, Finding } from "../cause.js";
import { type PlacedFailure, readBreak } from "../evidence/network-failure.js";
import { CHECK_PROXY, examineLayers, REPEAT_WITH_CARE, SOMEWHERE } from "../evidence/network-fixes.js";
import { suggestResume } from "../evidence/resume-fixes.js";
import { answeredStream, answeredText, unanswered } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const placed = readBreak(facts, "reset");
  if (placed === undefined) return undefined;
  return {
    ...placed.grade,
    evidence: placed.evidence,
    explanation: `The connection to ${placed.address} broke ${whenBroken(facts)}. The server restarted, or something on the way (a proxy, a load balancer, a firewall) closed it.`,
    fixes: suggest(facts, placed),
  };
}

/** When it broke, as far as phase and answer tell. */
function whenBroken({ exchange, status }: Facts): string {
  if (exchange.response !== null) {
    return `within the answer, after status ${status ?? "unknown"} and ${exchange.response.body.bytes} bytes of the body`;
  }
  const phases = {
    resolve: "while the name was looked up",
    connect: "while connecting",
    tls: "during the TLS handshake",
    send: "while the request was being sent",
    head: "before any answer came",
    body: "within the answer",
  };
  const { phase = null } = exchange.failure ?? {};
  return phase === null ? "before the answer was whole" : phases[phase];
}

type Where = Pick<PlacedFailure, "host" | "address" | "base">;

function suggest(facts: Facts, placed: PlacedFailure): readonly Fix[] {
  if (facts.stream !== null) return [...suggestResume(facts), moreTime(whenBroken(facts)), CHECK_PROXY];
  return fixesFor(placed, whenBroken(facts));
}

/** Streams carry no heartbeat, so that whatever counts idle time on the way ends them. */
function moreTime(when: string): Fix {
  return fix(
    `If it always breaks ${when}, raise the time limit of the proxy or load balancer between: the stream has no heartbeat.`,
  );
}

function fixesFor(where: Where, when: string): readonly Fix[] {
  const { address } = where;
  return [
    fix(
      `Send it once more; a single break means little. It broke ${when}: if it repeats there, ${address} or something before it closes.`,
      examineLayers(where),
    ),
    REPEAT_WITH_CARE,
    CHECK_PROXY,
  ];
}

/** The connection broke. */
export const reset: Cause = {
  id: "network.reset",
  title: "The connection broke",
  explanation:
    "The connection was there and broke before the answer was whole. The server restarted, or something on the way (a proxy, a load balancer, a firewall) closed it.",
  proof:
    "The connection was closed or reset before the whole answer had come (ECONNRESET, socket hang up, a body that ends early).",
  fixes: fixesFor(SOMEWHERE, "before the answer was whole"),
  retry: "with_backoff",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: ["gateway.not_the_api", "gateway.error", "server.internal"],
  get examples(): readonly CauseExample[] {
    return [
      {
        what: "a connection that was closed before the answer",
        exchange: unanswered({ kind: "reset", code: "ECONNRESET", phase: "head", message: "socket hang up" }),
      },
      {
        what: "an answer that ends in the middle",
        exchange: {
          ...answeredText({}, 200, '{"id":"7b9f2c1e-5d3a-4f68-9a0b', "application/json"),
          failure: { kind: "reset", code: "UND_ERR_SOCKET", phase: "body", message: "other side closed" },
        },
      },
      {
        what: "a stream that the browser saw break",
        exchange: {
          ...answeredStream([{ type: "start" }, { type: "text-delta", id: "1", delta: "Half" }], { done: false }),
          failure: {
            kind: "reset",
            code: "net::ERR_INCOMPLETE_CHUNKED_ENCODING",
            phase: "body",
            message: "net::ERR_INCOMPLETE_CHUNKED_ENCODING",
          },
        },
      },
    ];
  },
  find,
};
