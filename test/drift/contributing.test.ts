import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { ALL_CAUSES } from "../../src/causes/all-causes.js";
import { throttled } from "../../src/causes/rate-limit/throttled.js";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import { EXITS, exitOfReport } from "../../src/diagnosis/exit-code.js";
import { rankCauses } from "../../src/diagnosis/rank-causes.js";
import type { Exchange } from "../../src/exchange/exchange.js";
import { gatherFacts } from "../../src/exchange/gather-facts.js";
import { readSubject } from "../../src/exchange/read-subject.js";
import { createPage } from "../../src/render/human/page.js";
import { renderDiagnoses } from "../../src/render/human/render-diagnosis.js";
import { PLAIN_STYLE } from "../../src/render/style.js";
import { runCli } from "../cli/run-cli.js";
import { readBlock, readContributing } from "./read-contributing.js";
import { readSources } from "./read-sources.js";

const SECTION = readContributing();
const WALK = readBlock("walk");
const ANSWER = /```http\n([\s\S]*?)\n```/.exec(WALK)?.[1] ?? "";
/** Function, file and results of each row of the walk. */
const ROWS = [...WALK.matchAll(/^\| `([\w.]+)` in `([^`]+)` \|[^|]*\| (.*) \|$/gm)].map(
  ([, name = "", path = "", gives = ""]) => ({ name, path, gives }),
);

function quoted(markdown: string): string[] {
  return [...markdown.replace(/```[\s\S]*?```/g, "").matchAll(/`([^`]+)`/g)].map(([, text = ""]) => text);
}

test("every file that the section names is there, but for the one that it tells to write", () => {
  const named = [...new Set(quoted(SECTION).flatMap((text) => text.match(/(?<![\w./])(?:src|test)\/[\w./-]+/g) ?? []))];
  assert.ok(named.length >= 12, named.join(" "));
  const told = "src/causes/sandbox/locked.ts";
  assert.ok(named.includes(told));
  assert.deepEqual(
    named.filter((path) => path !== told && !existsSync(path)),
    [],
  );
});

test("every script and every test that the section runs is there", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const lines = quoted(SECTION);
  const called = lines.flatMap((line) => [...line.matchAll(/npm run (\w+)/g)].map(([, name = ""]) => name));
  assert.ok(called.length > 2);
  for (const name of called) assert.ok(Object.hasOwn(scripts, name), name);
  const parts = lines.flatMap((line) => [...line.matchAll(/run\.js (\S+)/g)].map(([, part = ""]) => part));
  assert.ok(parts.length > 1);
  for (const part of parts) assert.ok(existsSync(join("test", part)) || existsSync(`test/${part}.test.ts`), part);
});

test("every type and table that the section names is exported", () => {
  const names = quoted(SECTION).filter((text) => /^[A-Z]\w+$/.test(text) && !Object.hasOwn(process.env, text));
  assert.ok(names.length > 3);
  for (const name of names) {
    const declares = new RegExp(`^export (?:interface|type|const|function) ${name}\\b`, "m");
    assert.ok(
      readSources().some(({ text }) => declares.test(text)),
      name,
    );
  }
});

test("every function of the walk is exported by its file", () => {
  assert.equal(ROWS.length, 7);
  for (const { name, path } of ROWS) {
    const loaded = require(resolve(".build", path.replace(/\.ts$/, ".js"))) as Record<string, unknown>;
    const found = name.split(".").reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], loaded);
    assert.equal(typeof found, "function", `${name} in ${path}`);
  }
});

/** What each function of the walk really gives, called one after the other. */
function walk(): Readonly<Record<string, unknown>> {
  const exchanges = readSubject(ANSWER, "http") ?? [];
  const [exchange] = exchanges as [Exchange];
  const facts = gatherFacts(exchange);
  const report = diagnose(exchange);
  const page = createPage(80, PLAIN_STYLE);
  renderDiagnoses(page, report, { full: true });
  return {
    readSubject: exchanges,
    gatherFacts: facts,
    "throttled.find": [throttled.find(facts), `${ALL_CAUSES.find(({ id }) => id === "key.absent")?.find(facts)}`],
    rankCauses: rankCauses(facts, ALL_CAUSES).map(({ cause }) => cause.id),
    diagnose: report,
    renderDiagnoses: page.toString(),
    exitOfReport: [exitOfReport(report), EXITS[exitOfReport(report)]],
  };
}

test("each function of the walk gives what its row says", () => {
  const results = walk();
  const types = /^(?:Exchange|Facts|Finding|Diagnosis)$/;
  for (const { name, gives } of ROWS) {
    const result = JSON.stringify(results[name]);
    const told = quoted(gives).filter((text) => !types.test(text));
    assert.ok(told.length > 0, name);
    for (const text of told) assert.ok(result.includes(text), `${name} does not give ${text}: ${result}`);
  }
  assert.deepEqual(results["rankCauses"], ["rate_limit.throttled"]);
});

test("the program does with the answer what the walk ends with", async () => {
  const { code, stdout } = await runCli(["explain", "--exit-code"], { stdin: ANSWER });
  assert.equal(code, 75);
  assert.equal(stdout, walk()["renderDiagnoses"]);
});
