import type { Line, Row } from "../matrix.js";
import { OFFLINE, REASONS } from "./reasons.js";

const BREAKS = { module: "commander", path: "Command.prototype.parseAsync", how: "throws" } as const;

/** The program itself, asked for a text. */
function askFor(option: string): Row {
  return {
    name: option,
    command: null,
    classes: {
      ...OFFLINE,
      ok: { args: [option] },
      usage: { args: [option], rest: ["ls"], says: /Only mock takes a command/ },
    },
    broken: { args: [option], breaks: BREAKS },
    phase: REASONS.fitsAPipe,
    files: REASONS.writesNothing,
  };
}

/** A command line that names no command of ours. */
function refuse(name: string, line: Line): Row {
  return {
    name,
    command: null,
    classes: { ...OFFLINE, ok: "it names nothing that could succeed", usage: line },
    broken: { args: line.args, breaks: BREAKS },
    phase: "it is refused at once",
    files: REASONS.writesNothing,
  };
}

export const programRows: readonly Row[] = [
  askFor("--help"),
  askFor("--version"),
  refuse("nothing", { args: [], says: /No command was given/ }),
  refuse("unknown", { args: ["bogus", "--api-key", "nobody-knows-this"], says: /bogus/ }),
];
