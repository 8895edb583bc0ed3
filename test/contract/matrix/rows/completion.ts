import type { Row } from "../matrix.js";
import { OFFLINE, REASONS } from "./reasons.js";

export const completionRow: Row = {
  name: "completion",
  command: "completion",
  classes: {
    ...OFFLINE,
    ok: { args: ["completion", "zsh"] },
    usage: { args: ["completion", "csh"], says: /There are no completions for 'csh'/ },
  },
  broken: { args: ["completion", "zsh"], breaks: { module: "node:fs/promises", path: "open", how: "throws" } },
  phase: REASONS.fitsAPipe,
  files: REASONS.writesNothing,
};
