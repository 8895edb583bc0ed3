import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { ALL_CAUSES } from "../../src/causes/all-causes.js";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import type { Diagnosis } from "../../src/diagnosis/report.js";
import type { Exchange } from "../../src/exchange/exchange.js";
import { readHar } from "../../src/exchange/read-har.js";
import { median } from "./measure-pairs.js";

/**
 * How often the diagnosis of a labelled exchange is right, and how many exchanges it takes in a second, as a ratio to
 * JSON.parse of the same bodies in the same run. Run it with `npm run bench:accuracy`. Arguments name HAR files with
 * labels (test/cases/README.md); without any, every file of test/cases.
 */
interface Label {
  readonly cause: string;
  readonly also?: string | readonly string[];
  readonly alt?: string | readonly string[];
  readonly retry?: string;
  readonly wait?: number | null;
}

interface Case {
  readonly label: Label;
  readonly exchange: Exchange;
  readonly found: readonly Diagnosis[];
}

function readCases(path: string): Case[] {
  const text = readFileSync(path, "utf8");
  const { log } = JSON.parse(text) as { log: { entries: readonly { _expect: Label }[] } };
  return (readHar(text) ?? []).map((exchange, i) => {
    const label = log.entries[i]?._expect;
    if (label === undefined) throw new Error(`${path}: entry ${i} has no label`);
    return { label, exchange, found: diagnose(exchange) };
  });
}

/** A share of cases: those that count, and those of them that are right. */
interface Share {
  readonly right: number;
  readonly of: number;
}

function countShare(cases: readonly Case[], isRight: (one: Case) => boolean): Share {
  return { right: cases.filter(isRight).length, of: cases.length };
}

function isRightCause({ label, found }: Case): boolean {
  return [label.cause, label.also ?? [], label.alt ?? []].flat().includes(found[0]?.cause ?? "nothing");
}

function expectedRetry({ cause, retry }: Label): string | undefined {
  return retry ?? ALL_CAUSES.find(({ id }) => id === cause)?.retry;
}

function reportAccuracy(cases: readonly Case[]): void {
  const failed = cases.filter(({ label }) => label.cause !== "ok");
  const good = cases.filter(({ label }) => label.cause === "ok");
  const timed = failed.filter(({ label }) => Object.hasOwn(label, "wait"));
  print("true cause first", countShare(failed, isRightCause));
  print(
    "true cause anywhere",
    countShare(failed, (one) => one.found.some((diagnosis) => isRightCause({ ...one, found: [diagnosis] }))),
  );
  print(
    "retry class",
    countShare(failed, ({ label, found }) => found[0]?.retry.class === expectedRetry(label)),
  );
  print(
    "wait, where one is labelled",
    countShare(timed, ({ label, found }) => found[0]?.retry.waitSeconds === label.wait),
  );
  print(
    "false alarms on good answers",
    countShare(good, ({ found }) => found.length > 0),
  );
  const wrongAndSure = failed.filter((one) => !isRightCause(one) && one.found[0]?.confidence === "certain");
  print("wrong, and called certain", { right: wrongAndSure.length, of: failed.length });
}

function reportConfusion(cases: readonly Case[]): void {
  const pairs = new Map<string, number>();
  for (const { label, found } of cases) {
    const isRight = label.cause === "ok" ? found.length === 0 : isRightCause({ label, found, exchange: NO_EXCHANGE });
    if (isRight) continue;
    const pair = `${label.cause} taken for ${found[0]?.cause ?? "nothing"}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  for (const [pair, count] of [...pairs].sort(([, a], [, b]) => b - a)) say(`  ${count} × ${pair}`);
}

const NO_EXCHANGE: Exchange = { request: null, response: null, failure: null, sentAt: null, receivedAt: null };
const ROUNDS = 31;

function reportSpeed(cases: readonly Case[]): void {
  const bodies = cases.flatMap(({ exchange: { request, response } }) =>
    [request?.body?.text ?? "", response?.body.text ?? ""].filter((text) => text !== ""),
  );
  const times: [number, number][] = [];
  // Pair by pair, so that a machine whose speed drifts does not decide; the first rounds warm both up.
  for (let round = -5; round < ROUNDS; round += 1) {
    const pair: [number, number] = [timeIt(() => parseAll(bodies)), timeIt(() => diagnoseAll(cases))];
    if (round >= 0) times.push(pair);
  }
  const perSecond = median(times.map(([, ms]) => (cases.length / ms) * 1000));
  const ratio = median(times.map(([parsed, diagnosed]) => diagnosed / parsed));
  say(`${Math.round(perSecond)} exchanges a second; ${ratio.toFixed(1)} times JSON.parse of their bodies`);
}

function timeIt(run: () => void): number {
  const from = performance.now();
  run();
  return performance.now() - from;
}

function diagnoseAll(cases: readonly Case[]): void {
  for (const { exchange } of cases) diagnose(exchange);
}

function parseAll(bodies: readonly string[]): void {
  for (const body of bodies) {
    try {
      JSON.parse(body);
    } catch {
      // A body that is no JSON is looked at all the same.
    }
  }
}

function print(what: string, { right, of }: Share): void {
  say(`${what}: ${right} of ${of}${of === 0 ? "" : ` (${((100 * right) / of).toFixed(1)} %)`}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function main(named: readonly string[]): void {
  const folder = resolve("test/cases");
  const files =
    named.length > 0
      ? named
      : readdirSync(folder)
          .filter((name) => name.endsWith(".har"))
          .sort();
  const cases = files.flatMap((file) => readCases(named.length > 0 ? file : join(folder, file)));
  if (cases.length === 0) throw new Error("there is no labelled exchange to measure");
  say(`${cases.length} labelled exchanges of ${files.join(", ")}`);
  reportAccuracy(cases);
  reportConfusion(cases);
  reportSpeed(cases);
}

main(process.argv.slice(2));
