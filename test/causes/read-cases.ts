import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Diagnosis } from "../../src/diagnosis/report.js";
import type { Exchange } from "../../src/exchange/exchange.js";
import { readHar } from "../../src/exchange/read-har.js";

/** What is known to be true of an exchange (`test/cases/README.md`). */
export interface Expectation {
  readonly cause: string;
  readonly also?: string | readonly string[];
  readonly alt?: string | readonly string[];
  readonly code?: string | null;
  readonly reportedCode?: string | null;
  readonly retry?: string;
  readonly wait?: number | null;
  readonly source?: string | null;
  readonly fix?: string;
  readonly what?: string;
}

/** A labelled exchange. */
export interface Case {
  readonly name: string;
  readonly expected: Expectation;
  readonly exchange: Exchange;
}

function readFile(file: string, change: (har: string) => string): Case[] {
  const text = change(readFileSync(resolve("test/cases", file), "utf8"));
  const { log } = JSON.parse(text) as { log: { entries: readonly { _expect: Expectation }[] } };
  const exchanges = readHar(text) ?? [];
  assert.equal(exchanges.length, log.entries.length);
  return exchanges.map((exchange, i) => {
    const expected = log.entries[i]?._expect ?? { cause: "ok" };
    const { request, response } = exchange;
    const what = expected.what ?? `${request?.method} ${request?.url} → ${response?.status ?? "no answer"}`;
    return { name: `${file} ${i}: ${what}`, expected, exchange };
  });
}

/** Every labelled exchange; `change` rewrites the text of the files first. */
export function readCases(change: (har: string) => string = (har) => har): Case[] {
  return ["authored.har", "recorded.har", "independent.har"].flatMap((file) => readFile(file, change));
}

/** True where the first diagnosis is a true cause, or where nothing is wrong and nothing was found. */
export function isRight({ expected }: Case, diagnoses: readonly Diagnosis[]): boolean {
  if (expected.cause === "ok") return diagnoses.length === 0;
  const right = [expected.cause, expected.also ?? [], expected.alt ?? []].flat();
  return right.includes(diagnoses[0]?.cause ?? "nothing");
}

/** What went wrong with a case, for people. */
export function tellWrong({ name, expected }: Case, diagnoses: readonly Diagnosis[]): string {
  return `${name}\n  is ${expected.cause}, not ${diagnoses.map(({ cause }) => cause).join(", ") || "nothing"}`;
}
