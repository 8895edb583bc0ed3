import { checkKeySpec } from "./check-key/spec.js";
import { codesSpec } from "./codes/spec.js";
import type { CommandRun, CommandSpec } from "./command.js";
import { completionSpec } from "./completion/spec.js";
import { doctorSpec } from "./doctor/spec.js";
import { explainSpec } from "./explain/spec.js";
import { mockSpec } from "./mock/spec.js";
import { probeSpec } from "./probe/spec.js";
import { requestSpec } from "./request/spec.js";

/** A command: what it is, and how its code is loaded. */
export interface Command {
  readonly spec: CommandSpec;
  readonly load: () => Promise<CommandRun>;
}

/** Every command, in the order in which the help lists them. */
export const COMMANDS: readonly Command[] = [
  { spec: explainSpec, load: async () => (await import("./explain/run.js")).run },
  { spec: codesSpec, load: async () => (await import("./codes/run.js")).run },
  { spec: checkKeySpec, load: async () => (await import("./check-key/run.js")).run },
  { spec: requestSpec, load: async () => (await import("./request/run.js")).run },
  { spec: probeSpec, load: async () => (await import("./probe/run.js")).run },
  { spec: doctorSpec, load: async () => (await import("./doctor/run.js")).run },
  { spec: mockSpec, load: async () => (await import("./mock/run.js")).run },
  { spec: completionSpec, load: async () => (await import("./completion/run.js")).run },
];
