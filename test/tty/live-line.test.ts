import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { QUICK_TIME } from "../fakes/quick-time.js";
import { skip, type TerminalRun } from "./run-terminal.js";

/** What to type now that the screen shows this; "" types nothing. Asked whenever something new has come. */
type Typist = (screen: string) => string;

interface RunOptions {
  readonly typist?: Typist;
  readonly env?: Readonly<Record<string, string>>;
  /** Shell commands before the fixture. */
  readonly first?: string;
}

/** Runs the fixture in a pseudo-terminal, its waits of some seconds in quick time. */
async function run(columns: number, args: string, options: RunOptions = {}): Promise<TerminalRun> {
  const { typist, env, first = "" } = options;
  const fixture = join(__dirname, "wait-fixture.js");
  const command = `stty cols ${columns}; ${first} exec "${process.execPath}" "${fixture}" ${args}`;
  const child = spawn("script", ["-qec", command, "/dev/null"], {
    env: { ...process.env, TERM: "xterm-256color", ...QUICK_TIME, ...env },
    stdio: ["pipe", "pipe", "inherit"],
    timeout: 30_000,
  });
  let screen = "";
  child.stdout.on("data", (chunk) => {
    screen += String(chunk);
    const keys = typist?.(screen) ?? "";
    if (keys !== "") child.stdin.write(keys);
  });
  const [code] = await once(child, "close");
  return { screen, code: Number(code) };
}

/** Types the keys at each countdown, once it is seen. */
function atEachCountdown(keys: string): Typist {
  let typed = 0;
  return (screen) => {
    const rounds = screen.split("\u001B[?25l").length - 1;
    if (rounds === typed || screen.lastIndexOf(" s ") < screen.lastIndexOf("\u001B[?25l")) return "";
    typed = rounds;
    return keys;
  };
}

/** What stood on the screen between two moves of the cursor. */
function pieces(screen: string): string[] {
  return screen.split(/\u001B\[[?\d;]*[A-Za-z]/u);
}

function assertCursorRestored(screen: string): void {
  assert.ok(screen.includes("\u001B[?25l"), "the cursor was never hidden");
  assert.ok(screen.lastIndexOf("\u001B[?25h") > screen.lastIndexOf("\u001B[?25l"), "the cursor stays hidden");
}

for (const columns of [20, 40, 80]) {
  test(`at ${columns} columns the countdown never wraps, and the cursor comes back`, { skip }, async () => {
    const { screen, code } = await run(columns, "2500");
    const shown = pieces(screen);
    assert.ok(
      shown.every((piece) => piece.length < columns),
      screen,
    );
    for (const left of ["2 s", "1 s"])
      assert.ok(
        shown.some((piece) => piece.includes(left)),
        screen,
      );
    // Nothing but the one line was drawn: no line break before the fixture's own word.
    assert.ok(!screen.slice(0, screen.indexOf("<")).includes("\n"));
    assert.match(screen, /<waited>/);
    assertCursorRestored(screen);
    assert.equal(code, 3);
  });
}

test("a terminal that is made narrower gets a shorter line", { skip }, async () => {
  let isNarrow = false;
  let typed = false;
  const typist: Typist = (screen) => {
    // Behind the last move of the cursor a line may be half drawn.
    const length = pieces(screen)
      .slice(0, -1)
      .findLast((piece) => piece.includes(" s to "))?.length;
    if (length === undefined || typed) return "";
    if (!isNarrow) spawnSync("stty", ["-F", /\/dev\/\S+/.exec(screen)?.[0] ?? "", "cols", "30"]);
    typed = isNarrow && length < 30;
    isNarrow = true;
    return typed ? "\n" : "";
  };
  const { screen, code } = await run(60, "60000", { typist, first: "tty;" });
  const shown = pieces(screen);
  assert.ok(
    shown.some((piece) => piece.length > 30 && piece.length < 60),
    screen,
  );
  const last = shown.filter((piece) => piece.includes(" s to ")).at(-1);
  assert.ok(last !== undefined && last.length < 30, screen);
  assert.equal(code, 3);
});

test("a terminal that says it has 0 columns gets a countdown, too", { skip }, async () => {
  const { screen, code } = await run(0, "1100");
  assert.match(screen, /1 s left, until \d\d:\d\d:\d\d, attempt 2 of 5; Enter tries now, Ctrl-C gives up/);
  assert.match(screen, /<waited>/);
  assert.equal(code, 3);
});

test("Enter tries now, in each of two waits, and the program ends by itself", { skip }, async () => {
  const { screen, code } = await run(80, "60000 again", { typist: atEachCountdown("\n") });
  assert.match(screen, /<enter early>[\s\S]*<enter early>/);
  assertCursorRestored(screen);
  assert.equal(code, 3);
});

test("Ctrl-C gives up, and the cursor comes back", { skip }, async () => {
  const { screen, code } = await run(40, "60000", { typist: atEachCountdown("\u0003") });
  assert.match(screen, /<interrupted early>/);
  assertCursorRestored(screen);
  assert.equal(code, 3);
});

test("a dumb terminal gets plain lines and no escapes", { skip }, async () => {
  const { screen, code } = await run(80, "300", { env: { TERM: "dumb" } });
  assert.match(screen, /: waiting 1 s, until [\s\S]*Waited 1 s; attempt 2 of 5 starts now\.\r\n<waited>/);
  assert.ok(!screen.includes("\u001B"));
  assert.equal(code, 3);
});
