import type { CommandSpec } from "../command.js";

export const checkKeySpec: CommandSpec = {
  name: "check-key",
  summary: "Is my key good? Says where it came from and what that hides",
  description:
    "Examines the text of the key, then sends one harmless authenticated request. Verdicts: valid, rejected, malformed, missing, indeterminate. A network failure, a rate limit or a server error is never called a bad key.",
  arguments: [],
  options: [],
  examples: [
    { line: "sandbox-errors check-key", does: "check the key that commands would use" },
    { line: "sandbox-errors check-key --mock", does: "see it work without a key" },
  ],
  sends: true,
};
