import type { CommandSpec } from "../command.js";
import { ANSWER_EXITS } from "../exit-meanings.js";

export const checkKeySpec: CommandSpec = {
  name: "check-key",
  summary: "Is my key good? Says where it came from and what that hides",
  description:
    "Examines the text of the key, then sends one harmless authenticated request. Verdicts: valid, rejected, malformed, missing, indeterminate. A network failure, a rate limit or a server error is never called a bad key. The key is the one that every command uses: that of an option, else of the first of SANDBOX_API_KEY, API_KEY_21ST and AN_API_KEY that is set, else apiKey in ~/.an/credentials.",
  arguments: [],
  options: [],
  examples: [
    { line: "sandbox-errors check-key", does: "check the key that commands would use" },
    { line: "sandbox-errors check-key --api-key-file key.txt", does: "check another one" },
    { line: "sandbox-errors check-key --mock", does: "see it work without a key" },
  ],
  exits: {
    ok: "the key is valid",
    ...ANSWER_EXITS,
    key: "the key is missing, malformed or rejected",
  },
  sends: true,
};
