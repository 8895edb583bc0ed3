import { DIALECTS } from "../../mock/dialect.js";
import type { CommandSpec } from "../command.js";

export const mockSpec: CommandSpec = {
  name: "mock",
  summary: "Run the embedded API, for tests of your own client",
  description:
    "Serves the documented endpoints from memory on the loopback and answers any documented error on the header Prefer: code=<code>. With a command after --, runs that command against it and stops. No command sent to exec is ever run.",
  arguments: [
    {
      name: "command",
      description: "after --: the command to run against it",
      required: false,
      variadic: true,
      completes: "command",
    },
  ],
  options: [
    { flags: "--port <port>", description: "the port to listen on", defaultText: "any free one" },
    { flags: "--host <address>", description: "the address to listen on", defaultText: "127.0.0.1" },
    {
      flags: "--dialect <dialect>",
      description: "answer as the Errors page documents it, or as the published server was seen to",
      defaultText: "documented",
      choices: DIALECTS,
    },
    { flags: "--seed <text>", description: "makes key and ids the same each time" },
    {
      flags: "--env-file <file>",
      description:
        "write address and key to this file once it listens (Node 20 wants the file to exist: it reads this option itself)",
    },
  ],
  examples: [
    { line: "sandbox-errors mock", does: "serve until Ctrl-C" },
    { line: "sandbox-errors mock -- npm test", does: "run your tests against it" },
  ],
  sends: false,
};
