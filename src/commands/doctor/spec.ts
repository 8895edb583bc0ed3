import type { CommandSpec } from "../command.js";
import { ANSWER_EXITS } from "../exit-meanings.js";

export const doctorSpec: CommandSpec = {
  name: "doctor",
  summary: "Which layer between here and an answer fails",
  description:
    "Checks every layer between here and an answer, in order, also where one before it fails: configuration, key text, proxy, DNS, TCP, TLS, clock, HTTP, authentication, contract. Sends two harmless requests at most, one without a key and one with it, and repeats none. The first layer that fails decides the exit code.",
  arguments: [],
  options: [],
  examples: [
    { line: "sandbox-errors doctor", does: "find the layer that fails" },
    { line: "sandbox-errors doctor --json", does: "the same for a script, or for whoever helps you" },
    { line: "sandbox-errors doctor --mock", does: "see it work without a key" },
  ],
  exits: {
    ok: "no layer fails",
    finding: "contract: an error is not as documented",
    ...ANSWER_EXITS,
    usage: "configuration: a value that cannot be used, or a wrong command line",
    key: "key text or authentication: the key is missing, malformed or refused",
    no_answer: "proxy, DNS, TCP, TLS or HTTP: no answer of the API",
  },
  environment: [
    { names: "NODE_TLS_REJECT_UNAUTHORIZED", does: "a warning where 0 makes Node trust everyone" },
    { names: "ALL_PROXY", does: "named where it is set, because nothing here uses it" },
  ],
  sends: true,
};
