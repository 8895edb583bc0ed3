import type { Row } from "../matrix.js";
import { REASONS } from "./reasons.js";

export const doctorRow: Row = {
  name: "doctor",
  command: "doctor",
  classes: {
    ok: { args: ["doctor"], answer: "well" },
    finding: { args: ["doctor"], answer: "off_contract", key: "flag" },
    usage: { args: ["doctor", "--timeout", "soon"], answer: "well" },
    key: { args: ["doctor", "-v"], answer: "key", key: "credentials" },
    refused: { args: ["doctor", "-v"], answer: "refused", key: "file" },
    server: { args: ["doctor"], answer: "server", key: "stdin" },
    no_answer: { args: ["doctor"] },
    try_later: { args: ["doctor"], answer: "limited" },
    child: REASONS.runsNothing,
  },
  broken: { args: ["doctor"], answer: "well", breaks: { module: "node:crypto", path: "createHash", how: "throws" } },
  phase: { args: ["doctor"], answer: "silent", until: "asked" },
  files: REASONS.writesNothing,
};
