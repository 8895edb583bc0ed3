import type { CommandSpec } from "../command.js";

export const doctorSpec: CommandSpec = {
  name: "doctor",
  summary: "Which layer between here and an answer fails",
  description:
    "Checks every layer between here and an answer, in order, also where one before it fails: configuration, key text, proxy, DNS, TCP, TLS, clock, HTTP, authentication, contract. Sends two harmless requests at most, one without a key and one with it, and repeats none. The first layer that fails decides the exit code.",
  arguments: [],
  options: [],
  examples: [
    { line: "sandbox-errors doctor", does: "find the layer that fails" },
    { line: "sandbox-errors doctor --mock", does: "see it work without a key" },
  ],
  sends: true,
};
