import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { marked, type Tokens } from "marked";

/** The code blocks in the README's section on CI, in order. Nothing of them is copied into the tests. */
const BLOCKS: readonly Tokens.Code[] = readSection("In CI").filter(
  (token): token is Tokens.Code => token.type === "code",
);

function readSection(title: string) {
  const tokens = marked.lexer(readFileSync("README.md", "utf8"), { gfm: true });
  const from = tokens.findIndex((token) => token.type === "heading" && "text" in token && token.text === title);
  assert.ok(from >= 0, `README.md has a section "${title}"`);
  const length = tokens
    .slice(from + 1)
    .findIndex((token) => token.type === "heading" && "depth" in token && token.depth <= 2);
  return tokens.slice(from, length < 0 ? undefined : from + 1 + length);
}

/** The recipe whose first lines name this file. */
export function readRecipe(file: string): string {
  const found = BLOCKS.find(({ text }) => text.split("\n").slice(0, 2).includes(`# ${file}`));
  assert.ok(found, `README.md has a recipe for ${file}`);
  return found.text;
}

/** The block of one line that starts like this. */
export function readLine(start: string): string {
  const found = BLOCKS.find(({ text }) => text.startsWith(start) && !text.includes("\n"));
  assert.ok(found, `README.md has the line "${start} …"`);
  return found.text;
}

/** The files that recipes are for; whoever adds one adds its test. */
export function listRecipes(): string[] {
  return BLOCKS.filter(({ text }) => text.includes("\n")).map(({ text }) => /^# (\S+)$/m.exec(text)?.[1] ?? text);
}
