import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { type CliOptions, type CliResult, runCli } from "./run-cli.js";

/** A run whose whole outcome stands in `test/cli/golden/<name>.txt`. */
export interface GoldenRun extends CliOptions {
  /** Files that stand in its working folder, by name. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Puts marks in the place of what differs from run to run beside addresses, times and ids. */
  readonly mask?: (text: string) => string;
}

const GOLDEN = resolve("test/cli/golden");

/**
 * Runs the command line and compares command, exit code, stdout and stderr with the golden file. With UPDATE_GOLDEN=1 the
 * file is written instead. Addresses, times and durations, which differ from run to run, stand there as marks.
 */
export async function matchGolden(name: string, args: readonly string[], run: GoldenRun = {}): Promise<CliResult> {
  const folder = mkdtempSync(join(tmpdir(), "golden-"));
  try {
    for (const [file, content] of Object.entries(run.files ?? {})) writeFileSync(join(folder, file), content);
    const result = await runCli(args, { ...run, cwd: folder });
    const text = writeRun(args, run, result).replaceAll(folder, "<folder>");
    compareGolden(name, run.mask === undefined ? text : run.mask(text));
    assertNoStack(result);
    return result;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Compares a text with its golden file (`.txt` unless the name has an ending), or writes that with UPDATE_GOLDEN=1. */
export function compareGolden(name: string, text: string): void {
  const path = join(GOLDEN, extname(name) === "" ? `${name}.txt` : name);
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(path, text);
  const hint = "UPDATE_GOLDEN=1 writes it anew; read the difference before you commit it";
  assert.ok(existsSync(path), `${path} is missing: ${hint}`);
  assert.equal(text, readFileSync(path, "utf8"), `${name} is not what its golden file says: ${hint}`);
}

/** No user sees a stack trace without asking for one. */
export function assertNoStack({ stdout, stderr }: Pick<CliResult, "stdout" | "stderr">): void {
  assert.doesNotMatch(`${stdout}\n${stderr}`, /^\s*at (?:\S+ \()?(?:file:|node:|\/)/m);
}

function writeRun(args: readonly string[], { env = {}, stdin }: GoldenRun, result: CliResult): string {
  const words = [...Object.entries(env).map(([key, value]) => `${key}=${quoteWord(value)}`), "sandbox-errors"];
  const command = [...words, ...args.map(quoteWord)].join(" ");
  const parts = [
    `$ ${command}\n`,
    `exit ${result.signal ?? result.code}\n`,
    ...(stdin === undefined ? [] : [`-- stdin\n${section(stdin.toString())}`]),
    `-- stdout\n${section(result.stdout)}`,
    `-- stderr\n${section(result.stderr)}`,
  ];
  return maskVariable(parts.join(""));
}

function section(text: string): string {
  const shown = text.replace(/\u001b/g, "␛").replace(/\r/g, "␍");
  return shown === "" || shown.endsWith("\n") ? shown : `${shown}\n(no line break at the end)\n`;
}

/** Only what no run can repeat: ports, times, durations, ids that chance made. */
function maskVariable(text: string): string {
  return text
    .replace(/(127\.0\.0\.1|localhost):\d{4,5}\b/g, "$1:<port>")
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, "<time>")
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, "<time>")
    .replace(/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, "<date>")
    .replace(/\b(until|to|at) (?:<date> )?\d\d:\d\d:\d\d\b/g, "$1 <clock>")
    .replace(/ (after|waited) \d+ ms\b/g, " $1 <ms>")
    .replace(/"(durationMs|waitedMs|time|wait)": \d+/g, '"$1": <ms>')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/g, (id) =>
      /^0{8}|^11111111|^7c9e6679/.test(id) ? id : "<id>",
    );
}

function quoteWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}
