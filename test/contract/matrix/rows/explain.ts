import { CANARIES } from "../canaries.js";
import type { Line, Row } from "../matrix.js";
import { REASONS } from "./reasons.js";

/** Explains an error that holds a key, and an escape, and exits as its diagnosis does. */
function explainError(status: number, code: string, more: object = {}): Line {
  const message = `No \u001b[31m ${CANARIES.stdin.text}`;
  return {
    args: ["explain", "--exit-code"],
    stdin: JSON.stringify({ error: { code, message, status, ...more } }),
  };
}

export const explainRow: Row = {
  name: "explain",
  command: "explain",
  classes: {
    ok: { args: ["explain", "stream_active"] },
    finding: REASONS.explainsAnyway,
    usage: { args: ["explain", "stream_activ"], says: /Did you mean stream_active/ },
    key: explainError(401, "unauthorized"),
    refused: explainError(400, "invalid_request"),
    server: explainError(500, "internal_error"),
    no_answer: { args: ["explain", "--exit-code", "connect ECONNREFUSED 127.0.0.1:3000"] },
    try_later: explainError(429, "rate_limit_exceeded", { retryAfter: 60 }),
    child: REASONS.runsNothing,
  },
  broken: {
    ...explainError(401, "unauthorized"),
    breaks: { module: "globalThis", path: "TextDecoder.prototype.decode", how: "throws" },
  },
  phase: { args: ["explain", "-"], until: "reading" },
  files: REASONS.writesNothing,
};
