import type { Judgement } from "../../mock/judge/judge-client.js";
import { createSeededRandom } from "../../mock/seeded-random.js";
import { type Mock, startMock } from "../../mock/start-mock.js";
import type { CommandCall, CommandRun, Outcome } from "../command.js";
import { exit } from "../exit.js";
import { UsageError } from "../usage-error.js";
import { checkNamedFile, writeNamedFiles } from "../write-named-files.js";
import { isOpenToNetwork } from "./is-open-to-network.js";
import { type MockSettings, readMockOptions } from "./read-mock-options.js";
import { sayVerdicts } from "./say-verdicts.js";
import { writeReports } from "./write-reports.js";

/** Serves the embedded API until Ctrl-C, or for as long as the command after `--` runs. */
export const run: CommandRun = async (call) => {
  const { args, rest, options } = call;
  if (args.length > 0)
    throw new UsageError(
      `"${args[0]}" does not belong here`,
      args[0] ?? "",
      "Put the command to run after --, as in: sandbox-errors mock -- npm test",
    );
  if (rest !== null && rest.length === 0)
    throw new UsageError("No command follows --", "--", "Name one, as in: sandbox-errors mock -- npm test");
  const settings = readMockOptions(options);
  await checkFiles(call, settings);
  const mock = await start(call, settings);
  try {
    await writeEnvFile(call, settings, mock);
    if (isOpenToNetwork(mock.address)) {
      const where = `port ${mock.port} of this machine`;
      await call.output.say(`This address is open to the network: everyone who reaches ${where} can use it.\n`);
    }
    if (rest === null) await serve(call, mock);
    const childCode = rest === null ? 0 : await runAgainst(call, mock, rest);
    return await conclude(call, settings, mock, childCode);
  } finally {
    await mock.close();
  }
};

/** Before anything runs, so that no log and no verdict is lost for want of a place. */
async function checkFiles({ host }: CommandCall, { envFile, log, reports }: MockSettings): Promise<void> {
  const named = [
    { option: "--env-file", path: envFile },
    { option: "--log", path: log },
    ...reports.map(({ path }) => ({ option: "--report", path })),
  ];
  for (const { option, path } of named) if (path !== null) await checkNamedFile(host, { option, path });
}

async function start({ host, output }: CommandCall, settings: MockSettings): Promise<Mock> {
  const { port, dialect, script, rateLimit, seed } = settings;
  try {
    return await startMock({
      port,
      dialect,
      script,
      // Tests of a client reset between them: that shall hide no fault.
      keepsPast: settings.judge || settings.log !== null,
      ...(settings.host === null ? {} : { host: settings.host }),
      ...(rateLimit === null ? {} : { rateLimit }),
      now: host.clock.now,
      monotonic: host.clock.monotonic,
      random: seed === null ? host.random : createSeededRandom(seed),
      onRequest: ({ method, path, status }) => {
        if (!host.stderr.isTTY || output.quiet) return;
        void output.say(`${method} ${path} ${status === 0 ? "no answer" : status}\n`);
      },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `The embedded API cannot listen: ${why}`,
      settings.host ?? String(port),
      "Choose another --port or --host; without them any free port of the loopback is taken.",
    );
  }
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

async function writeEnvFile({ host }: CommandCall, { envFile }: MockSettings, mock: Mock): Promise<void> {
  if (envFile === null) return;
  const lines = Object.entries(environmentFor(mock)).map(([name, value]) => `${name}=${value}\n`);
  const problem = await writeNamedFiles(host, [{ option: "--env-file", path: envFile, content: lines.join("") }]);
  if (problem !== null) throw problem;
}

async function serve({ host, output }: CommandCall, mock: Mock): Promise<void> {
  // The key is made up and opens nothing else, so it may be shown (the one exception besides minted tokens).
  if (!output.json) await output.pass(`The embedded API listens on ${mock.url}\nIt accepts the key ${mock.key}\n`);
  if (!output.quiet) await output.say("Ctrl-C ends it. Send the header Prefer: code=<code> to provoke an error.\n");
  await untilAborted(host.signals.interrupted);
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** Runs the command against the embedded API; resolves to its exit code. */
async function runAgainst({ host, output }: CommandCall, mock: Mock, command: readonly string[]): Promise<number> {
  const ended = await host.runChild({
    command,
    env: { ...host.env, ...environmentFor(mock) },
    // With --json, stdout belongs to the document alone.
    stdoutTo: output.json ? "stderr" : "stdout",
    signal: host.signals.interrupted,
  });
  if (ended.kind === "ended") return ended.code;
  throw new UsageError(
    `The command "${command[0]}" could not start: ${ended.why}`,
    command[0] ?? "",
    "Check its name and that it may be run.",
  );
}

/** Writes what was asked for and says how it went; the command's own exit code counts before the judge's. */
async function conclude(call: CommandCall, settings: MockSettings, mock: Mock, childCode: number): Promise<Outcome> {
  const { whole } = mock;
  const judgement = settings.judge ? whole.judge() : null;
  const members = { url: mock.url, requests: whole.requestCount, judge: judgement };
  const isIdle = judgement !== null && judgement.requests === 0 && childCode === 0;
  if (judgement !== null && !isIdle) await sayVerdicts(call.output, judgement);
  const files = [
    ...(settings.log === null ? [] : [{ option: "--log", path: settings.log, content: whole.writeHar() }]),
    ...(judgement === null ? [] : writeReports(settings.reports, judgement)),
  ];
  const problem = await writeNamedFiles(call.host, files);
  if (problem !== null) throw problem.with(members);
  if (isIdle) throw nothingJudged();
  const judged = judgement === null || childCode !== 0 ? exitOfChild(childCode) : exitOfJudge(judgement);
  return { exit: judged, members };
}

function nothingJudged(): UsageError {
  return new UsageError(
    "The judge saw no request",
    "--judge",
    "Make the client use the address in SANDBOX_BASE_URL; one that reads no base URL from the environment needs it as an option.",
  );
}

function exitOfChild(code: number): Outcome["exit"] {
  return { code, name: code === 0 ? "ok" : "child" };
}

function exitOfJudge({ verdicts }: Judgement): Outcome["exit"] {
  return exit(verdicts.length === 0 ? "ok" : "finding");
}
