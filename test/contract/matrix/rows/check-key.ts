import type { Row } from "../matrix.js";
import { REASONS } from "./reasons.js";

const ONCE = ["--max-attempts", "1"];

export const checkKeyRow: Row = {
  name: "check-key",
  command: "check-key",
  classes: {
    ok: { args: ["check-key"], answer: "well" },
    finding: REASONS.findsNothing,
    usage: { args: ["check-key", "--timeout", "soon"], key: "flag", says: /--timeout/ },
    key: { args: ["check-key"], answer: "key", key: "file" },
    refused: { args: ["check-key", ...ONCE], answer: "refused", key: "stdin" },
    server: { args: ["check-key", ...ONCE], answer: "server", key: "flag" },
    no_answer: { args: ["check-key", ...ONCE], answer: "portal", key: "credentials" },
    try_later: { args: ["check-key", "--max-wait", "0"], answer: "limited" },
    child: REASONS.runsNothing,
  },
  broken: {
    args: ["check-key"],
    answer: "well",
    breaks: { module: "node:crypto", path: "createHash", how: "throws" },
  },
  phase: { args: ["check-key"], answer: "silent", until: "asked" },
  files: REASONS.writesNothing,
};
