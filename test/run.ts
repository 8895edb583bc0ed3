import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { run } from "node:test";

/**
 * Runs every compiled test and ends with `N passed, N failed, N skipped`. Arguments narrow it to files whose path holds
 * one of them. Failures are printed with their reason, skipped tests with what they lack.
 */
const wanted = process.argv.slice(2);
const root = __dirname;
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".test.js") && (wanted.length === 0 || wanted.some((part) => path.includes(part))))
  .map((path) => join(root, path))
  .sort();

const counts = { passed: 0, failed: 0, skipped: 0 };
const skips: string[] = [];

interface Result {
  readonly name: string;
  readonly file?: string;
  readonly skip?: string | boolean;
  readonly todo?: string | boolean;
  readonly details: { readonly type?: string; readonly error?: Error & { cause?: unknown } };
}

/** What the runner itself counts, in other words than ours. */
const RUNNER_COUNT = /^(?:tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /;

function notePass(result: Result): void {
  if (result.details.type === "suite") return;
  if (result.skip === undefined || result.skip === false) counts.passed += 1;
  else if (result.skip === true || result.skip === "") {
    counts.failed += 1;
    process.stdout.write(
      `\nFAILED ${result.name}\n  in ${result.file ?? "?"}\n  is skipped and does not say what it lacks\n`,
    );
  } else {
    counts.skipped += 1;
    skips.push(`skipped: ${result.name} (${result.skip})`);
  }
}

function noteFail(result: Result): void {
  if (result.details.type === "suite") return;
  counts.failed += 1;
  const cause = result.details.error?.cause;
  const reason = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause ?? result.details.error);
  process.stdout.write(`\nFAILED ${result.name}\n  in ${result.file ?? "?"}\n${reason.replace(/^/gm, "  ")}\n`);
}

// What a variable of this machine says must change no test.
for (const name of [
  "NODE_EXTRA_CA_CERTS",
  "FORCE_COLOR",
  "NO_COLOR",
  "CI",
  "GITHUB_ACTIONS",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "http_proxy",
  "https_proxy",
  "no_proxy",
  "NODE_OPTIONS",
]) {
  delete process.env[name];
}

// Before 20.19 Node requires an ES module only where it is told to. The program needs none of this: it is bundled.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major === 20 && minor < 19) process.execArgv.push("--experimental-require-module", "--no-warnings");

// One file more than processors, for some wait more than they work; with two more, they only push each other about.
const stream = run({ files, concurrency: availableParallelism() + 1 });
stream.on("test:pass", (result: Result) => notePass(result));
stream.on("test:fail", (result: Result) => noteFail(result));
stream.on("test:diagnostic", ({ message }) => {
  if (!RUNNER_COUNT.test(message)) process.stdout.write(`measured: ${message}\n`);
});
stream.on("end", () => {
  for (const line of skips) process.stdout.write(`${line}\n`);
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1;
});
stream.resume();
