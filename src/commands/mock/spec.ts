import { DIALECTS } from "../../mock/dialect.js";
import type { CommandSpec } from "../command.js";

export const mockSpec: CommandSpec = {
  name: "mock",
  summary: "Run the embedded API, for tests of your own client",
  description:
    "Serves the documented endpoints from memory on the loopback and answers any documented error on the header Prefer: code=<code>, any fault on Prefer: fault=<fault>. With a command after --, runs that command against it and stops. No command sent to exec is ever run.",
  arguments: [
    {
      name: "command",
      description: "after --: the command to run against it",
      required: false,
      variadic: true,
      completes: "command",
    },
  ],
  usage: "[options] [-- <command>]",
  options: [
    { flags: "--port <port>", description: "the port to listen on", defaultText: "any free one" },
    { flags: "--host <address>", description: "the address to listen on", defaultText: "127.0.0.1" },
    {
      flags: "--dialect <dialect>",
      description: "answer as the Errors page documents it, or as the published server was seen to",
      defaultText: "documented",
      choices: DIALECTS,
    },
    {
      flags: "--script <list>",
      description: "errors and faults to answer in turn, then as usual, for all requests or for one route; repeatable",
      repeatable: true,
    },
    { flags: "--rate-limit <rate>", description: "limit the key, as in 10/1m", defaultText: "none" },
    { flags: "--seed <text>", description: "makes key, ids and all chance the same each time" },
    { flags: "--judge", description: "say at the end what the client did wrong with the errors it got" },
    {
      flags: "--report <form=file>",
      description: "write the judge's verdicts: junit= or json= and a file; repeatable",
      repeatable: true,
    },
    { flags: "--log <file>", description: "record all requests as HAR once it ends" },
    {
      flags: "--env-file <file>",
      description:
        "write address and key to this file once it listens (Node 20 reads this option too: the file must exist)",
    },
  ],
  examples: [
    { line: "sandbox-errors mock", does: "serve until Ctrl-C" },
    {
      line: "sandbox-errors mock --judge -- npm test",
      does: "run your tests against it, and fail where the client errs",
    },
    {
      line: 'sandbox-errors mock --script "429(2s)x2,503,200"',
      does: "limit two requests for 2 s each, fail the third, then answer",
    },
    {
      line: 'sandbox-errors mock --script "POST /v1/chat/*: stream_active,200"',
      does: "fail the first request to one route",
    },
  ],
  exits: {
    ok: "Ctrl-C or SIGTERM ended it, or the command ended with 0",
    finding: "the judge found fault, and nothing worse happened",
    usage: "wrong command line; the command could not start; the judge saw no request",
    child: "the exit code of the command; 128 + n where signal n ended it",
  },
  environment: [
    {
      names: "SANDBOX_BASE_URL, SANDBOX_API_KEY, API_KEY_21ST, NO_PROXY",
      does: "set for the command: address and key of the embedded API, and a way past proxies",
    },
  ],
  sends: false,
  endsByInterrupt: true,
};
