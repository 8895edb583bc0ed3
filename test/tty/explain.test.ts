import assert from "node:assert/strict";
import { test } from "node:test";
import { displayWidth } from "../../src/text/display-width.js";
import { compareGolden } from "../cli/golden.js";
import { plainText, runTerminal, skip } from "./run-terminal.js";

const BODY = JSON.stringify({
  error: {
    code: "rate_limit_exceeded",
    message: "Too many requests. 数据太多，请稍后再试。",
    status: 429,
    retryAfter: 60,
  },
});

/** A line may be longer for a command to copy, for JSON, or for one word that nothing may break. */
function mayOverhang(line: string): boolean {
  return /^\s*\$ /.test(line) || /^\s*[{}"]/.test(line) || !/\S\s+\S{2}/.test(line.trim().replace(/^(?:[-\d.]+ )/, ""));
}

function assertFits(text: string, columns: number): void {
  for (const line of text.split("\n")) {
    if (displayWidth(line) > columns) assert.ok(mayOverhang(line), `wider than ${columns}: ${line}`);
  }
}

for (const columns of [40, 80, 200]) {
  test(`at ${columns} columns no line of explain and codes is wider than the terminal`, { skip }, async () => {
    for (const args of [["stream_active"], ["401"], ["key.mangled"], [BODY], ["Request failed: 401 Invalid API key"]]) {
      const { screen, code } = await runTerminal(["explain", ...args], { columns });
      assert.equal(code, 0, screen);
      assertFits(plainText(screen), columns);
    }
    for (const more of [[], ["--causes"]]) {
      const { screen } = await runTerminal(["codes", ...more], { columns });
      assertFits(plainText(screen), columns);
    }
    const wrong = await runTerminal(["explain", "stream_activ"], { columns });
    assert.equal(wrong.code, 2);
  });

  test(`at ${columns} columns a diagnosis looks as its golden file shows`, { skip }, async () => {
    const { screen } = await runTerminal(["explain", BODY], { columns, env: { NO_COLOR: "1" } });
    compareGolden(`tty-explain-${columns}`, screen.replaceAll("\r\n", "\n"));
    const codes = await runTerminal(["codes"], { columns, env: { NO_COLOR: "1" } });
    compareGolden(`tty-codes-${columns}`, codes.screen.replaceAll("\r\n", "\n"));
  });
}

test("on a terminal there is colour, unless NO_COLOR, TERM=dumb or --color never asks for none", { skip }, async () => {
  const colours = async (args: readonly string[], env: Record<string, string>): Promise<boolean> =>
    (await runTerminal(["explain", ...args, "429"], { columns: 80, env })).screen.includes("\u001b[");
  assert.equal(await colours([], {}), true);
  assert.equal(await colours([], { NO_COLOR: "1" }), false);
  assert.equal(await colours([], { TERM: "dumb" }), false);
  assert.equal(await colours(["--color", "never"], {}), false);
});

test("explain without a subject on a terminal says how, and does not wait for one", { skip }, async () => {
  const { screen, code } = await runTerminal(["explain"], { columns: 80 });
  assert.match(screen, /There is nothing to explain/);
  assert.equal(code, 2);
});
