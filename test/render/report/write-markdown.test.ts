import assert from "node:assert/strict";
import { test } from "node:test";
import { marked, type Token, type Tokens } from "marked";
import { ERRORS_PAGE_URL } from "../../../src/catalog/docs-urls.js";
import { describeBaseline } from "../../../src/render/report/describe-baseline.js";
import { makeSafe } from "../../../src/render/report/make-safe.js";
import type { ProbedCase, ProbeResult } from "../../../src/render/report/probe-result.js";
import { writeMarkdown } from "../../../src/render/report/write-markdown.js";
import { neutraliseText } from "../../../src/text/neutralise.js";
import { readTables, renderSummary } from "../../recipes/read-summary.js";
import { caseOf, differingCase, HOSTILE, HOSTILE_RESULT } from "./hostile-result.js";
import { findAll, namesIn } from "./read-xml.js";

const markdown = writeMarkdown(makeSafe(HOSTILE_RESULT, neutraliseText));
const tokens = marked.lexer(markdown, { gfm: true });

function decode(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

function tables(): Tokens.Table[] {
  return tokens.filter((token): token is Tokens.Table => token.type === "table");
}

function flatten(list: readonly Token[]): Token[] {
  return list.flatMap((token) => [token, ...flatten("tokens" in token ? (token.tokens ?? []) : [])]);
}

test("a Markdown report is headings, paragraphs and tables, whatever the texts hold", () => {
  assert.deepEqual(
    tokens.filter(({ type }) => type !== "space").map(({ type }) => type),
    [
      ...["heading", "paragraph"],
      ...["heading", "table", "heading", "table", "paragraph"],
      ...["heading", "table", "heading", "table"],
    ],
  );
});

test("each table has a row for each entry, and a cell for each column", () => {
  const [leftovers, differences, cases, unrun] = tables();
  const run = HOSTILE_RESULT.cases.filter(({ outcome }) => outcome !== "not_run");
  assert.equal(leftovers?.rows.length, HOSTILE.length);
  assert.equal(differences?.rows.length, HOSTILE.length);
  assert.equal(unrun?.rows.length, HOSTILE_RESULT.cases.length - run.length);
  assert.deepEqual(
    cases?.rows.map(([id]) => decode(id?.text ?? "")),
    run.map(({ id }) => id),
  );
});

test("no cell holds anything but text: no markup, link, image or HTML", () => {
  for (const table of tables()) {
    for (const cell of [...table.header, ...table.rows.flat()]) {
      const kinds = new Set(flatten(cell.tokens).map(({ type }) => type));
      kinds.delete("text");
      assert.deepEqual([...kinds], [], cell.text);
    }
  }
});

test("a cell reads as the text was, on one line and harmless", () => {
  const [, differences] = tables();
  const seen = differences?.rows.map((row) => decode(row[3]?.text ?? ""));
  assert.deepEqual(
    seen,
    HOSTILE.map((text) => neutraliseText(text).replace(/\s+/g, " ").trim()),
  );
});

test("rendered to HTML it is real tables, whatever the texts hold, and the only link is ours", () => {
  const page = renderSummary(markdown);
  const names = ["a", "body", "h1", "h2", "p", "table", "tbody", "td", "th", "thead", "tr"];
  assert.deepEqual(namesIn(page).sort(), names);
  assert.deepEqual(
    findAll(page, "a").map(({ attributes }) => attributes["href"]),
    [ERRORS_PAGE_URL],
  );
  const [leftovers, differences, cases, unrun] = readTables(page);
  const shown = HOSTILE.map((text) =>
    neutraliseText(text)
      .replace(/\s+/g, " ")
      .trim()
      .replace(/[\ufffe\uffff]/g, "\ufffd"),
  );
  assert.deepEqual(
    leftovers?.slice(1),
    shown.map((text) => [text, text]),
  );
  assert.deepEqual(
    differences?.slice(1).map((row) => row[3]),
    shown,
  );
  assert.deepEqual(cases?.slice(-1), [["noted", "as documented", "401 unauthorized", shown[3]]]);
  assert.deepEqual(
    unrun?.slice(1).map(([why]) => why),
    shown,
  );
});

/** The rows of the table under a heading, as texts. */
function rowsUnder(result: ProbeResult, title: string): string[][] | undefined {
  const all = marked.lexer(writeMarkdown(makeSafe(result, neutraliseText)), { gfm: true });
  const at = all.findIndex((token) => token.type === "heading" && "text" in token && token.text === title);
  const table = all.slice(at).find((token): token is Tokens.Table => token.type === "table");
  return at < 0 ? undefined : table?.rows.map((row) => row.map(({ text }) => decode(text)));
}

test("with a baseline, what has changed comes first and apart from what is known", () => {
  const known = { ...differingCase("known", "x"), grade: "passed" as const };
  const fresh = differingCase("fresh", "y");
  const gone = caseOf("gone", { grade: "failed" });
  const result: ProbeResult = {
    ...HOSTILE_RESULT,
    cases: [known, fresh, gone],
    drift: [
      { id: "fresh", kind: "new", member: "response.y", documented: "text", seen: "y", note: null },
      { id: "gone", kind: "vanished", member: "response.z", documented: "text", seen: "z", note: "Agreed" },
    ],
  };
  assert.deepEqual(rowsUnder(result, "Changed against the baseline"), [
    ["fresh", "new", "response.y", "text", "y", "It means y", ""],
    ["gone", "vanished", "response.z", "text", "z", "The baseline has it, and it is gone.", "Agreed"],
  ]);
  assert.deepEqual(rowsUnder(result, "Known differences"), [["known", "response.x", "text", "x", "It means x", "x"]]);
  assert.deepEqual(
    rowsUnder(result, "Cases")?.map(([, outcome]) => outcome),
    ["known", "differs", "changed"],
  );
  assert.match(
    writeMarkdown(result),
    /^# [^\n]+\n\n\*\*2 differences have changed against the baseline\.\*\*\n\n3 cases/,
  );
});

test("cases that were not run for one reason share a row", () => {
  const unrun = (id: string, reason: string) => caseOf(id, { outcome: "not_run", grade: "skipped", reason });
  const cases = [unrun("a", "Needs x."), unrun("b", "Needs y."), caseOf("c"), unrun("d", "Needs x.")];
  assert.deepEqual(rowsUnder({ ...HOSTILE_RESULT, cases }, "Not run"), [
    ["Needs x.", "a, d"],
    ["Needs y.", "b"],
  ]);
  assert.equal(rowsUnder({ ...HOSTILE_RESULT, cases: [caseOf("c")] }, "Not run"), undefined);
});

test("nothing is called unchanged that was not compared", () => {
  const open = caseOf("open", { outcome: "inconclusive", grade: "error" });
  const say = (...cases: ProbedCase[]) => describeBaseline({ cases, drift: [], isNewBaseline: false });
  assert.equal(say(caseOf("a"), caseOf("b")), "Nothing has changed against the baseline.");
  assert.equal(
    say(caseOf("a"), caseOf("b"), open),
    "Nothing has changed against the baseline in the 2 cases that could be compared.",
  );
  assert.equal(
    say(caseOf("a"), open),
    "Nothing has changed against the baseline in the one case that could be compared.",
  );
  assert.equal(say(open), "No case learned anything that could be compared with the baseline.");
  assert.equal(describeBaseline({ cases: [open], drift: null, isNewBaseline: false }), null);
});
