import assert from "node:assert/strict";
import { test } from "node:test";
import { COMMANDS } from "../../src/commands/all-commands.js";
import { allOptions } from "../../src/commands/shared-options.js";
import { catalogNames } from "../../src/diagnosis/catalog-entry.js";
import { ALL_CASES } from "../../src/probe/all-cases.js";
import type { CompleteLines } from "./complete-lines.js";

const FILE = ["body.json"];

/** What is offered behind `sandbox-errors`, exactly. */
const OFFERS: readonly (readonly [line: string, offers: readonly string[]])[] = [
  ["expl", ["explain"]],
  ["mo", ["mock"]],
  ["explain stream_a", ["stream_active"]],
  ["explain key.un", ["key.unknown", "key.unset_variable"]],
  ["explain rate_limit.thr", ["rate_limit.throttled"]],
  ["explain --json rate_limit.thr", ["rate_limit.throttled"]],
  ["explain 42", ["422", "429"]],
  ["explain 429 stream_a", ["stream_active"]],
  ["explain bod", FILE],
  ["explain --as ", ["cause", "code", "har", "http", "json", "message", "status"]],
  ["explain --as=co", ["code"]],
  ["explain --exi", ["--exit-code"]],
  ["explain --color al", ["always"]],
  ["codes bod", []],
  ["check-key --api-key-file bod", FILE],
  ["check-key --api-key bod", []],
  ["request --har bod", FILE],
  ["request --har=bod", FILE],
  ["request -o bod", FILE],
  ["request --timeout bod", []],
  ["request --max-wait ", []],
  ["request --format nd", ["ndjson"]],
  ["request -f GE", []],
  ["request -F a=b GE", ["GET"]],
  ["request --query a=b -f c=d PO", ["POST"]],
  ["request GET /v1/s", ["/v1/sandboxes"]],
  ["request GET /health bod", []],
  ["request -d @bod", FILE],
  ["request -d bod", []],
  ["request -F member=@bod", FILE],
  ["probe rate", ["rate_limit_exceeded"]],
  ["probe conflict rate", ["rate_limit_exceeded"]],
  ["probe --baseline bod", FILE],
  ["probe --report ju", ["junit="]],
  ["probe --report junit=bod", FILE],
  ["probe --rate ", []],
  ["mock bod", []],
  ["mock --env-file bod", FILE],
  ["mock --port bod", []],
  ["mock -- cat bod", FILE],
  ["completion ", ["bash", "fish", "powershell", "zsh"]],
  ["completion bash z", []],
];

/** Holds a shell's completions to what all shells promise. */
export function describeShell(shell: string, skip: string | undefined, complete: CompleteLines): void {
  const behind = (lines: readonly string[]): string[][] => complete(lines.map((line) => `sandbox-errors ${line}`));
  const options = skip === undefined ? {} : { skip };

  test(
    `${shell} completes commands, codes, statuses, causes, choices, cases and files where each goes`,
    options,
    () => {
      const offers = behind(OFFERS.map(([line]) => line));
      assert.deepEqual(
        OFFERS.map(([line], at) => [line, offers[at]]),
        OFFERS,
      );
    },
  );

  test(`${shell} offers every command, every name of the catalogue and every case`, options, () => {
    const [commands = [], subjects = [], cases = []] = behind(["", "explain ", "probe "]);
    for (const { spec } of COMMANDS) assert.ok(commands.includes(spec.name), spec.name);
    const known = new Set(subjects);
    for (const name of [...catalogNames(), "body.json"]) assert.ok(known.has(name), name);
    assert.deepEqual(cases, ALL_CASES.map(({ id }) => id).sort());
  });

  test(`${shell} offers the options of each command, and no other`, options, () => {
    const offers = behind(COMMANDS.map(({ spec }) => `${spec.name} --`));
    for (const [at, { spec }] of COMMANDS.entries()) {
      const long = allOptions(spec).flatMap(({ flags }) => /--[a-z-]+/.exec(flags)?.[0] ?? []);
      assert.deepEqual(offers[at], [...new Set([...long, "--help"])].sort(), spec.name);
    }
  });
}
