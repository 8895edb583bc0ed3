import type { Row } from "../matrix.js";
import { OFFLINE, REASONS } from "./reasons.js";

export const codesRow: Row = {
  name: "codes",
  command: "codes",
  classes: {
    ...OFFLINE,
    ok: { args: ["codes"] },
    usage: { args: ["codes", "extra"], says: /"extra" is one word too many/ },
  },
  broken: {
    args: ["codes"],
    breaks: { module: "commander", how: "missing" },
    says: /A part of this program is missing/,
  },
  phase: { args: ["codes"], until: "printing", onlyJson: REASONS.fitsAPipe },
  files: REASONS.writesNothing,
};
