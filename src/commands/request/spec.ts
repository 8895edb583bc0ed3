import type { CommandSpec } from "../command.js";
import { ANSWER_EXITS } from "../exit-meanings.js";

export const requestSpec: CommandSpec = {
  name: "request",
  summary: "Send an authenticated request; explain what comes back; wait where told to",
  description:
    "Sends a request to any path of the API. A good answer goes to standard output; on an error standard output stays empty and the diagnosis goes to standard error. Redirects are not followed.",
  arguments: [
    {
      name: "method-or-path",
      description: "a method, or the path where the method is left out",
      required: true,
      completes: "method-or-path",
    },
    { name: "path", description: "the path, such as /v1/sandboxes", required: false, completes: "path" },
  ],
  options: [
    {
      flags: "-f, --raw-field <key=text>",
      description: "add a text member to the JSON body (nested: a[b]=c, a[]=b; a[] alone is an empty list)",
      repeatable: true,
    },
    {
      flags: "-F, --field <key=json>",
      description: "add a JSON member to the JSON body; @file takes the text of a file, @- of standard input",
      repeatable: true,
    },
    {
      flags: "-d, --data <body>",
      description: "send this body; @file reads it from a file, - or @- from standard input",
    },
    {
      flags: "-H, --header <header>",
      description: "add a header, as in curl: 'Name: value' ('Name;' sends it empty, 'Name:' leaves it out)",
      repeatable: true,
    },
    { flags: "--query <key=value>", description: "add a query parameter", repeatable: true },
    { flags: "-i, --include", description: "print status and headers of the answer before its body" },
    {
      flags: "-o, --output <file>",
      description: "write the body to a file, whole or not at all; - is standard output",
    },
    {
      flags: "--format <form>",
      description: "how to print a stream",
      choices: ["raw", "text", "ndjson"],
      defaultText: "raw",
    },
    { flags: "--include-error-body", description: "print the body of an error answer on standard output" },
    { flags: "--curl", description: "print the curl line for this request, without the key; send nothing" },
    { flags: "--dry-run", description: "print what would be sent; send nothing" },
    { flags: "--har <file>", description: "record all attempts in a HAR file, without secrets" },
  ],
  examples: [
    {
      line: "sandbox-errors request --mock /v1/sandboxes -f agent=my-agent",
      does: "create a sandbox on the embedded API",
    },
    {
      line: "sandbox-errors request --mock GET /health -H 'Prefer: code=rate_limit_exceeded, wait=3, times=1'",
      does: "meet a rate limit, wait, succeed",
    },
    {
      line: "sandbox-errors request /v1/sandboxes -f agent=my-agent -o sandbox.json",
      does: "create a sandbox with your key, and keep the answer in a file",
    },
    {
      line: "sandbox-errors request /v1/sandboxes -f agent=my-agent --curl",
      does: "print the curl line for that, without the key; send nothing",
    },
  ],
  exits: { ok: "a good answer; with --curl and --dry-run: nothing was sent", ...ANSWER_EXITS },
  sends: true,
};
