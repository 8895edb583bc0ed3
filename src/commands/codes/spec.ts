import type { CommandSpec } from "../command.js";

export const codesSpec: CommandSpec = {
  name: "codes",
  summary: "List every error code and status, or every cause",
  description: "Works offline. Lists what the catalogue knows: meaning, whether a retry helps, and how each is known.",
  arguments: [],
  options: [{ flags: "--causes", description: "list the causes that a diagnosis may conclude instead" }],
  examples: [
    { line: "sandbox-errors codes", does: "list codes and statuses" },
    { line: "sandbox-errors codes --causes", does: "list causes" },
    { line: "sandbox-errors codes --json", does: "the whole catalogue as JSON" },
  ],
  exits: { ok: "it was listed", usage: "wrong command line" },
  sends: false,
};
