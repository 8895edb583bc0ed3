import { interruptIn } from "../cli/interrupt-run.js";
import { SCENES, type Scene } from "../cli/interrupt-scenes.js";
import { printTable } from "./print-table.js";

/**
 * How long each phase of a request takes to end after Ctrl-C and SIGTERM, from the signal to the exit of the process, and
 * whether stdout holds one JSON document. Run it with `npm run bench:interrupt`.
 */
const ROUNDS = 7;

async function measure(scene: Scene, signal: "SIGINT" | "SIGTERM"): Promise<string[]> {
  const times: number[] = [];
  const ends = new Set<string>();
  const documents = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const closers: (() => void)[] = [];
    const run = await interruptIn(scene, { after: (close) => closers.push(close) }, signal, ["--json"]);
    for (const close of closers.reverse()) close();
    times.push(run.exitedAfterMs);
    ends.add(String(run.code ?? run.signal));
    documents.add(describeDocument(run.stdout));
  }
  times.sort((a, b) => a - b);
  const ms = [times[0], times[Math.floor(times.length / 2)], times.at(-1)].map((each) => (each ?? 0).toFixed(0));
  return [scene.name, signal, ...ms, [...ends].join(", "), [...documents].join(", ")];
}

/** What the document says of the end: its exit code, and the phase of its last attempt. */
function describeDocument(stdout: string): string {
  try {
    const { exit, report } = JSON.parse(stdout);
    const failure = report?.attempts?.at(-1)?.failure;
    return `${exit.code}, phase ${failure?.phase ?? "none (waiting)"}`;
  } catch {
    return "no document";
  }
}

async function main(): Promise<void> {
  const rows: string[][] = [];
  for (const scene of SCENES) {
    if (scene.skip !== false) rows.push([scene.name, "", "", "", "", "", `not measured: ${scene.skip}`]);
    else for (const signal of ["SIGINT", "SIGTERM"] as const) rows.push(await measure(scene, signal));
  }
  printTable(["phase", "signal", "min ms", "median", "max", "ended with", "JSON document: exit code, phase"], rows);
}

void main();
