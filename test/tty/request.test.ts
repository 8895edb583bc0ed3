import assert from "node:assert/strict";
import { test } from "node:test";
import { QUICK_TIME } from "../fakes/quick-time.js";
import { plainText, runTerminal, skip } from "./run-terminal.js";

function limited(waitSeconds: number): string[] {
  const prefer = `Prefer: code=rate_limit_exceeded, wait=${waitSeconds}, times=1`;
  return ["request", "--mock", "GET", "/health", "-H", prefer];
}

/** The countdown is on the screen: the cursor is hidden and the keys are named. */
function isCounting(screen: string): boolean {
  const hiddenAt = screen.lastIndexOf("\u001b[?25l");
  return hiddenAt >= 0 && /\d+ s (?:left|to)\b/.test(screen.slice(hiddenAt));
}

function assertCursorRestored(screen: string): void {
  assert.ok(screen.lastIndexOf("\u001b[?25h") > screen.lastIndexOf("\u001b[?25l"), "the cursor stays hidden");
}

for (const columns of [40, 80]) {
  test(`at ${columns} columns a rate limit counts down on one line, then the answer comes`, { skip }, async () => {
    const { screen, code } = await runTerminal(limited(2), { columns, env: QUICK_TIME });
    assert.equal(code, 0, screen);
    const start = screen.indexOf("\u001b[?25l");
    const line = screen.slice(start, screen.indexOf("\u001b[?25h", start));
    const shown = line.split(/\u001b\[[?\d;]*[A-Za-z]/u);
    for (const left of ["2 s ", "1 s "])
      assert.ok(
        shown.some((piece) => piece.includes(left)),
        line,
      );
    for (const piece of shown) assert.ok(piece.trim().length < columns, piece);
    assert.ok(!line.includes("\n"), "the line wrapped or was repeated");
    assert.match(plainText(screen), /"status": "ok"/);
    assertCursorRestored(screen);
  });
}

test("Enter tries now", { skip }, async () => {
  const from = performance.now();
  const { screen, code } = await runTerminal(limited(60), { columns: 80, keys: "\n", when: isCounting });
  assert.equal(code, 0, screen);
  assert.ok(performance.now() - from < 25_000);
  assert.match(plainText(screen), /"status": "ok"/);
  assertCursorRestored(screen);
});

test("Ctrl-C gives up with 130, and the terminal is as it was", { skip }, async () => {
  const { screen, code } = await runTerminal(limited(60), {
    columns: 80,
    keys: "\u0003",
    when: isCounting,
    afterwards: "stty -a",
  });
  assert.equal(code, 130, screen);
  assert.match(plainText(screen), /Interrupted: nothing more was sent\./);
  assertCursorRestored(screen);
  for (const setting of ["icanon", "echo", "isig"]) assert.match(screen, new RegExp(`[ \n]${setting}[ ;\r]`));
});

test("a dumb terminal gets plain lines and no escapes", { skip }, async () => {
  const { screen, code } = await runTerminal(limited(1), { columns: 80, env: { ...QUICK_TIME, TERM: "dumb" } });
  assert.equal(code, 0, screen);
  assert.ok(!screen.includes("\u001b"), screen);
  assert.match(
    screen,
    /waiting 1 s, until \d\d:\d\d:\d\d, then attempt 2 of 5\.\r\nWaited 1 s; attempt 2 of 5 starts now\.\r\n/,
  );
});

test("--quiet counts nothing down", { skip }, async () => {
  const { screen, code } = await runTerminal([...limited(1), "-q"], { columns: 80, env: QUICK_TIME });
  assert.equal(code, 0, screen);
  assert.match(plainText(screen), /^\{\n {2}"status": "ok"/);
});

test("a stream is harmless text on a terminal, in each of its forms", { skip }, async () => {
  const said = JSON.stringify([{ role: "user", parts: [{ type: "text", text: "a\u001b[2Jb\u0007c\u202ed\u009b" }] }]);
  const sandbox = "sandboxId=11111111-1111-4111-8111-111111111111";
  const chat = ["request", "--mock", "/v1/chat/my-agent", "-f", sandbox, "-F", `messages=${said}`];
  for (const format of ["raw", "text", "ndjson"]) {
    const { screen, code } = await runTerminal([...chat, "--format", format], { columns: 80 });
    assert.equal(code, 0, screen);
    assert.match(screen, /embedded/);
    assert.doesNotMatch(screen, /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202e]/u, format);
  }
});
