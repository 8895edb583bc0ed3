import { type Mock, startMock } from "../../mock/start-mock.js";
import type { CommandCall, CommandRun, Outcome } from "../command.js";
import { exit } from "../exit.js";
import { UsageError } from "../usage-error.js";
import { writeNamedFile } from "../write-named-file.js";
import { createSeededRandom } from "./seeded-random.js";

/** Serves the embedded API until Ctrl-C, or for as long as the command after `--` runs. */
export const run: CommandRun = async (call) => {
  const { args, rest } = call;
  if (args.length > 0)
    throw new UsageError(
      `"${args[0]}" does not belong here`,
      args[0] ?? "",
      "Put the command to run after --, as in: sandbox-errors mock -- npm test",
    );
  if (rest !== null && rest.length === 0)
    throw new UsageError("No command follows --", "--", "Name one, as in: sandbox-errors mock -- npm test");
  const mock = await start(call);
  try {
    await writeEnvFile(call, mock);
    return rest === null ? await serve(call, mock) : await runAgainst(call, mock, rest);
  } finally {
    await mock.close();
  }
};

async function start({ host, options, output }: CommandCall): Promise<Mock> {
  const port = readPort(options["port"]);
  const seed = options["seed"];
  const address = typeof options["host"] === "string" ? options["host"] : undefined;
  try {
    return await startMock({
      port,
      ...(address === undefined ? {} : { host: address }),
      now: host.clock.now,
      monotonic: host.clock.monotonic,
      ...(options["dialect"] === "observed" ? { dialect: "observed" } : {}),
      random: typeof seed === "string" ? createSeededRandom(seed) : host.random,
      onRequest: ({ method, path, status }) => {
        if (host.stderr.isTTY && !output.quiet) void output.say(`${method} ${path} ${status}\n`);
      },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `The embedded API cannot listen: ${why}`,
      address ?? String(port),
      "Choose another --port or --host; without them any free port of the loopback is taken.",
    );
  }
}

function readPort(value: unknown): number {
  if (typeof value !== "string") return 0;
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError(`--port: "${value}" is no port`, value, "Give a number from 0 to 65535.");
  return port;
}

/** The variables by which the usual clients find the embedded API, and keep proxies out of it. */
function environmentFor(mock: Mock): Record<string, string> {
  return {
    SANDBOX_BASE_URL: mock.url,
    SANDBOX_API_KEY: mock.key,
    API_KEY_21ST: mock.key,
    NO_PROXY: "localhost,127.0.0.1,::1",
  };
}

async function writeEnvFile({ host, options }: CommandCall, mock: Mock): Promise<void> {
  const path = options["envFile"];
  if (typeof path !== "string") return;
  const lines = Object.entries(environmentFor(mock)).map(([name, value]) => `${name}=${value}\n`);
  await writeNamedFile(host, { option: "--env-file", path }, lines.join(""));
}

async function serve({ host, output, options }: CommandCall, mock: Mock): Promise<Outcome> {
  if (options["host"] !== undefined && !/^https?:\/\/(?:127\.|localhost|\[::1\])/.test(mock.url)) {
    await output.say(`This address is open to the network: everyone who reaches ${mock.url} can use it.\n`);
  }
  // The key is made up and opens nothing else, so it may be shown (the one exception besides minted tokens).
  if (!output.json) await output.pass(`The embedded API listens on ${mock.url}\nIt accepts the key ${mock.key}\n`);
  if (!output.quiet) await output.say("Ctrl-C ends it. Send the header Prefer: code=<code> to provoke an error.\n");
  await untilAborted(host.signals.interrupted);
  return { exit: exit("ok"), members: { url: mock.url, requests: mock.requestCount } };
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

async function runAgainst({ host, output }: CommandCall, mock: Mock, command: readonly string[]): Promise<Outcome> {
  const ended = await host.runChild({
    command,
    env: { ...host.env, ...environmentFor(mock) },
    // With --json, stdout belongs to the document alone.
    stdoutTo: output.json ? "stderr" : "stdout",
    signal: host.signals.interrupted,
  });
  const members = { url: mock.url, requests: mock.requestCount };
  if (ended.kind === "not_started") {
    throw new UsageError(
      `The command "${command[0]}" could not start: ${ended.why}`,
      command[0] ?? "",
      "Check its name and that it may be run.",
    );
  }
  return { exit: { code: ended.code, name: ended.code === 0 ? "ok" : "child" }, members };
}
