import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { EXITS } from "../../../src/diagnosis/exit-code.js";
import { readDocument, type SeenDocument } from "../json/run-json.js";
import { findCanaries } from "./canaries.js";
import type { EndName } from "./matrix.js";
import type { LineResult } from "./run-line.js";

/** How a run is to end. */
export interface Expected {
  readonly name: EndName;
  /** Where the name alone does not tell it: the code of a signal or of a command. */
  readonly code: number;
}

/** The exit that a name stands for. */
export function expectExit(name: keyof typeof EXITS): Expected {
  return { name, code: EXITS[name] };
}

/** Asserts what holds however a run ends: no key in any encoding, no stack, and no control character but a line break. */
export function assertClean({ stdout, stderr, folder }: LineResult, label: string): void {
  assert.doesNotMatch(stderr + stdout, CONTROL, `${label}: a control character`);
  assertHidden(stdout + stderr, folder, label);
}

const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/u;
/** A line of a stack. */
export const STACK = /^ +at \S.*[:(].*$/gmu;
/** What a live line, a colour and a cursor are made of. */
const DRAWN = /\u001b\[(?:\?(?:25|2026)[hl]|\d*[AGK]|[\d;]*m)/g;
/** It stands while the cursor is hidden; at its end the program shows the cursor once more. */
const LIVE_LINE = /\u001b\[\?25l[\s\S]*?\u001b\[\?25h|\u001b\[\?25h/g;

/** What a run left on its terminal, as if that had been none: without the live line, which was wiped out, and without CR. */
export function readScreen(run: LineResult): LineResult {
  return { ...run, stdout: run.stdout.replaceAll("\r\n", "\n").replace(LIVE_LINE, "") };
}

/** Asserts the same of a run for people on a terminal: it may draw the live line, and colours, and nothing else. */
export function assertCleanScreen(run: LineResult): void {
  const { stdout } = run;
  assert.ok(stdout.lastIndexOf("\u001b[?25h") >= stdout.lastIndexOf("\u001b[?25l"), "the cursor stays hidden");
  assertClean({ ...run, stdout: stdout.replace(DRAWN, "").replaceAll("\r\n", "\n") }, "on a terminal");
}

function assertHidden(text: string, folder: string, label: string): void {
  assert.doesNotMatch(text, STACK, `${label}: a stack`);
  assert.doesNotMatch(text, /ExperimentalWarning|node:internal/, `${label}: a word of Node's`);
  assert.deepEqual(findCanaries(text), [], `${label}: ${text.slice(0, 2000)}`);
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    assert.doesNotMatch(name, /\.tmp$/, `${label}: a file half written`);
    if (name !== "key.txt" && statSync(path).isFile())
      assert.deepEqual(findCanaries(readFileSync(path, "utf8")), [], `${label}: ${name}`);
  }
}

/** Asserts that a run with `--json` gave its one document, and stderr nothing. */
export function assertDocument(run: LineResult, command: string | null, { name, code }: Expected): SeenDocument {
  const document = readDocument(run);
  assert.deepEqual(document.exit, { code, name }, run.stdout.slice(0, 2000));
  assert.equal(document.command, command);
  assert.equal(run.stderr, "");
  assertClean(run, "--json");
  return document;
}

/** Asserts that a run whose document nobody read ended so, and began no second one. */
export function assertCutOff(run: LineResult, code: number): void {
  assert.deepEqual([run.code, run.stderr], [code, ""]);
  assert.equal(run.stdout.match(/"schemaVersion"/g)?.length, 1);
  assertClean(run, "cut off");
}

/** Asserts that a run for people ended so. */
export function assertTold(run: LineResult, says: RegExp | undefined, { code }: Expected): void {
  assert.equal(run.code, code, run.stderr + run.stdout.slice(0, 2000));
  assertClean(run, "for people");
  if (says !== undefined) assert.match(run.stderr, says);
}
