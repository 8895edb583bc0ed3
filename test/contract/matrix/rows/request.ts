import type { Row } from "../matrix.js";
import { REASONS } from "./reasons.js";

const ASK = ["request", "/v1/sandboxes/x", "--max-attempts", "1"];

export const requestRow: Row = {
  name: "request",
  command: "request",
  classes: {
    ok: { args: ["request", "/health"], answer: "well" },
    finding: REASONS.findsNothing,
    usage: { args: ["request", "/x", "-H", "nonsense"], key: "flag", says: /nonsense/ },
    key: { args: [...ASK, "-v"], answer: "key", key: "flag" },
    refused: { args: [...ASK, "-v"], answer: "refused", key: "credentials" },
    server: { args: [...ASK, "--include-error-body"], answer: "server", key: "stdin" },
    no_answer: { args: ASK, key: "file" },
    try_later: { args: [...ASK, "--max-wait", "0"], answer: "limited" },
    child: REASONS.runsNothing,
  },
  // A callback: nobody awaits what throws there.
  broken: {
    args: ASK,
    answer: "silent",
    breaks: { module: "node:net", path: "Socket.prototype.connect", how: "throws_later" },
  },
  phase: { args: ["request", "/v1/sandboxes/x"], answer: "silent", until: "asked" },
  onTerminal: { args: ["request", "/v1/sandboxes/x"], answer: "limited_once" },
  files: ["-o", "--har"].map((option) => ({
    option,
    line: (path) => ({ args: ["request", "/health", option, path], answer: "well" }),
    mayBeDevice: true,
    before: "what stood there\n",
    keeps: "report",
  })),
};
