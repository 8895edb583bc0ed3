import { version } from "../../package.json";
import { COMMANDS } from "../commands/all-commands.js";
import type { Outcome } from "../commands/command.js";
import { exit } from "../commands/exit.js";
import { interruptedExit } from "../commands/interrupted.js";
import { PROGRAM } from "../commands/program-spec.js";
import { UsageError } from "../commands/usage-error.js";
import type { Host } from "../host/host.js";
import { WriteFailed, WriteInterrupted } from "../host/output-stream.js";
import { neutraliseLine, neutraliseText } from "../text/neutralise.js";
import { createSecretRegistry, type SecretRegistry } from "../text/secret-registry.js";
import { createOutput } from "./create-output.js";
import { describeFailure, type Failure } from "./describe-failure.js";
import { findSecrets } from "./find-secrets.js";
import type { Invocation } from "./program.js";
import { writeDocument } from "./write-document.js";

/** Runs the program and returns its exit code. The one place where errors end; never throws. */
export async function main(host: Host): Promise<number> {
  const secrets = createSecretRegistry();
  secrets.add(...findSecrets(host));
  const [args, rest] = splitRest(host.args);
  const json = args.includes("--json");
  const command = nameCommand(args);
  try {
    // Loaded here, for the parser that it brings along may be missing, and that is an error like any other.
    const { readCommandLine } = await import("./program.js");
    // --json is heeded wherever it stands; commander takes it only behind the command.
    const words = args.filter((arg) => arg !== "--json");
    const invocation = await readCommandLine(words, {
      version: `${PROGRAM.name} ${version} (Node ${host.nodeVersion}, ${host.platform} ${host.architecture})`,
      width: host.stdout.columns() ?? 80,
      style: createOutput(host, secrets, json, { color: json ? "never" : readColorWord(args) }).stdoutStyle,
    });
    if (rest !== null && command !== "mock")
      throw new UsageError("Only mock takes a command after --", rest[0] ?? "--", "Leave -- and what follows it out.");
    const running = runInvocation(invocation, { host, secrets, json, rest });
    // What is meant to be ended by an interrupt writes its log first and says what it found, as long as that takes.
    const isEnd = invocation.kind === "command" && invocation.command.spec.endsByInterrupt === true;
    const ended = isEnd ? running : orInterrupted(host, running, readPatienceMs(invocation));
    const outcome = await orCrashed(host, ended);
    const error = outcome.error ?? null;
    if (json) await writeDocument(host.stdout, { ...outcome, command, error }, secrets.redact);
    return outcome.exit.code;
  } catch (thrown) {
    return reportFailure({ host, secrets, json, rest }, command, thrown);
  }
}

interface Setting {
  readonly host: Host;
  readonly secrets: SecretRegistry;
  readonly json: boolean;
  readonly rest: readonly string[] | null;
}

async function runInvocation(invocation: Invocation, { host, secrets, json, rest }: Setting): Promise<Outcome> {
  if (invocation.kind === "text") {
    if (!json) await host.stdout.write(invocation.text);
    return { exit: exit("ok"), members: { text: invocation.text } };
  }
  const { command, args, options } = invocation;
  const run = await command.load();
  const output = createOutput(host, secrets, json, options);
  return run({ host, output, args, options, rest });
}

/** As `running`, unless there was an error that nobody caught, which has cut it short: then it rejects with that. */
async function orCrashed<T>({ signals: { crashed } }: Host, running: Promise<T>): Promise<T> {
  const [ended] = await Promise.allSettled([running]);
  if (crashed.aborted) throw crashed.reason;
  if (ended.status === "rejected") throw ended.reason;
  return ended.value;
}

/** How long a command may take to end in its own way after Ctrl-C or SIGTERM, in ms, unless its spec gives it longer. */
const PATIENCE_MS = 100;

function readPatienceMs(invocation: Invocation): number {
  return (invocation.kind === "command" ? invocation.command.spec.patienceMs : undefined) ?? PATIENCE_MS;
}

/** The outcome of a command; one that does not end after an interrupt (it reads standard input, say) is left behind. */
function orInterrupted(host: Host, running: Promise<Outcome>, patienceMs: number): Promise<Outcome> {
  const { interrupted } = host.signals;
  // A timer that nobody needs any more would keep the program alive.
  const over = new AbortController();
  const left = new Promise<Outcome>((resolve) => {
    const leave = async (): Promise<void> => {
      await host.clock.sleep(patienceMs, over.signal);
      resolve({ exit: interruptedExit(host), members: {} });
    };
    if (interrupted.aborted) void leave();
    else interrupted.addEventListener("abort", leave, { once: true });
  });
  const ended = running.catch((error: unknown) => {
    if (interrupted.aborted) return { exit: interruptedExit(host), members: {} };
    throw error;
  });
  return Promise.race([ended, left]).finally(() => over.abort());
}

/** The command that a command line names: its first word that is no option. Null where that is none. */
function nameCommand(args: readonly string[]): string | null {
  const first = args.find((arg) => !arg.startsWith("-"));
  return COMMANDS.some(({ spec }) => spec.name === first) ? (first ?? null) : null;
}

/** What `--color` says, for texts that are written before the options are known. */
function readColorWord(args: readonly string[]): string | undefined {
  const at = args.findIndex((arg) => /^--color(?:=|$)/.test(arg));
  return args[at]?.slice("--color=".length) || args[at + 1];
}

/** The words before the first `--`, and those after it; null where there is none. */
function splitRest(args: readonly string[]): [readonly string[], readonly string[] | null] {
  const at = args.indexOf("--");
  return at < 0 ? [args, null] : [args.slice(0, at), args.slice(at + 1)];
}

/** Says why the run stopped, in the one document where there is to be one, and returns the exit code. Never throws. */
async function reportFailure(setting: Setting, command: string | null, thrown: unknown): Promise<number> {
  const { host, secrets, json } = setting;
  if (thrown instanceof WriteInterrupted)
    return host.signals.crashed.aborted ? exit("internal").code : interruptedExit(host).code;
  const failure = describeFailure(thrown, splitRest(host.args)[0].includes("--debug"));
  const { error, outcome } = failure;
  // Part of a document may stand on stdout already: a second one would not mend it.
  if (!json || (thrown instanceof WriteFailed && thrown.stream === "stdout")) {
    await sayFailure(host, secrets, failure).catch(() => undefined);
    return outcome.exit.code;
  }
  try {
    await writeDocument(host.stdout, { ...outcome, command, error }, secrets.redact);
    return outcome.exit.code;
  } catch (unwritten) {
    return reportFailure({ ...setting, json: false }, command, unwritten);
  }
}

async function sayFailure(host: Host, secrets: SecretRegistry, { error, trace }: Failure): Promise<void> {
  const output = createOutput(host, secrets, false, {});
  const sentence = /[.!?]$/.test(error.message) ? error.message : `${error.message}.`;
  // One line, whatever line breaks the user's words hold.
  const line = neutraliseLine(`${sentence}${error.hint === null ? "" : ` ${error.hint}`}`);
  await output.say(`sandbox-errors: ${line}\n`);
  if (trace !== null) await output.say(`${neutraliseText(trace)}\n`);
}
