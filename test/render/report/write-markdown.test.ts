import assert from "node:assert/strict";
import { test } from "node:test";
import { marked, type Token, type Tokens } from "marked";
import { makeSafe } from "../../../src/render/report/make-safe.js";
import { writeMarkdown } from "../../../src/render/report/write-markdown.js";
import { neutraliseText } from "../../../src/text/neutralise.js";
import { HOSTILE, HOSTILE_RESULT } from "./hostile-result.js";

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
    ["heading", "paragraph", "table", "heading", "table", "heading", "table"],
  );
});

test("each table has a row for each entry, and a cell for each column", () => {
  const [cases, differences, leftovers] = tables();
  assert.equal(cases?.rows.length, HOSTILE_RESULT.cases.length);
  assert.equal(differences?.rows.length, HOSTILE.length);
  assert.equal(leftovers?.rows.length, HOSTILE.length);
  assert.deepEqual(
    cases?.rows.map(([id]) => decode(id?.text ?? "")),
    HOSTILE_RESULT.cases.map(({ id }) => id),
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
