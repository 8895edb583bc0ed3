import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { skipShell as skip, typeInShell } from "./run-shell.js";

const WAIT = `"$NODE" "$BIN" request --mock GET /health -H 'Prefer: code=rate_limit_exceeded, wait=60, times=1'`;
/** The countdown is drawn, and its line has not been taken away again. */
const COUNTS = /\d+ s left, until [^\n]*$/;
const HIDE = "\u001b[?25l";
const SHOW = "\u001b[?25h";

function assertCursorShown(screen = ""): void {
  assert.ok(screen.lastIndexOf(SHOW) > screen.lastIndexOf(HIDE), `the cursor stays hidden: ${JSON.stringify(screen)}`);
}

test("Ctrl-Z brings the cursor back and stops; after fg the line and Enter are back", { skip }, async () => {
  const [, , stopped, , , end] = await typeInShell([
    { sees: /\$ $/, types: `${WAIT}\n` },
    { sees: COUNTS, types: "\u001a" },
    { sees: /Stopped[\s\S]*\$ $/, types: "fg\n" },
    { sees: COUNTS, types: "\n" },
    { sees: /"ok"[\s\S]*\$ $/, types: "exit\n" },
  ]);
  assertCursorShown(stopped);
  assert.match(end ?? "", /exit/);
});

test("after bg nothing is drawn and nothing that is typed is taken; after fg the line is back", { skip }, async () => {
  const [, , , quiet, back, , end] = await typeInShell([
    { sees: /\$ $/, types: `${WAIT}\n` },
    { sees: COUNTS, types: "\u001a" },
    { sees: /Stopped[\s\S]*\$ $/, types: "bg; sleep 1.3; echo still; jobs -r\n" },
    { sees: /still\r\n[\s\S]*Running[\s\S]*\$ $/, types: "fg\n" },
    { sees: COUNTS, types: "\u0003" },
    { sees: /nothing more was sent[\s\S]*\$ $/, types: 'echo "code $?"; exit\n' },
  ]);
  assert.ok(!quiet?.includes(HIDE), JSON.stringify(quiet));
  assert.ok(back?.includes(HIDE));
  assert.match(end ?? "", /code 130/);
});

test("a job that starts in the background says its wait in plain lines", { skip }, async () => {
  const [, started] = await typeInShell([
    { sees: /\$ $/, types: `${WAIT} &\n` },
    { sees: /: waiting 60 s, until [\d:]+, then attempt 2 of 5\./, types: "kill $!; wait; exit\n" },
  ]);
  assert.ok(!started?.includes(HIDE));
});

test("SIGTERM from elsewhere takes the line away and brings the cursor back", { skip }, async () => {
  const seen = await typeInShell([
    { sees: /\$ $/, types: `sh -c 'echo $$ > "$HOME/pid"; exec "$0" "$@"' ${WAIT} & fg\n` },
    { sees: COUNTS, types: "\u001a" },
    { sees: /Stopped[\s\S]*\$ $/, types: '(sleep 0.6; kill "$(cat "$HOME/pid")") & fg 1\n' },
    { sees: /nothing more was sent[\s\S]*\$ $/, types: 'echo "code $?"; exit\n' },
  ]);
  assertCursorShown(seen[3]);
  assert.match(seen[4] ?? "", /code 143/);
});

test("a crash takes the line away, brings the cursor back and says so", { skip }, async () => {
  const command = WAIT.replace('"$BIN"', '--require "$CRASH" "$BIN"');
  const seen = await typeInShell(
    [
      { sees: /\$ $/, types: `${command}; echo "code $?"; stty -a; exit\n` },
      { sees: /code 70[\s\S]*speed/, types: "" },
    ],
    { CRASH: join(__dirname, "crash-in-countdown.js") },
  );
  const screen = seen.join("");
  assert.ok(screen.includes(HIDE));
  assertCursorShown(screen);
  const [, after = ""] = screen.split("sandbox-errors: This program failed: crash.");
  assert.doesNotMatch(after, / left, /);
  assert.match(after, / icanon /);
});

test("a body typed on the terminal leaves no Enter key to offer", { skip }, async () => {
  const command = WAIT.replace("GET /health", "POST /v1/sandboxes -d -");
  const seen = await typeInShell([
    { sees: /\$ $/, types: `${command}\n` },
    { sees: /times=1'\r\n$/, types: '{"agent":"a"}\n\u0004' },
    { sees: COUNTS, types: "\u0003" },
    { sees: /nothing more was sent[\s\S]*\$ $/, types: "exit\n" },
  ]);
  assert.match(seen[2] ?? "", /left, until [^\n]*Ctrl-C gives up/);
  assert.doesNotMatch(seen[2] ?? "", /Enter/);
});

test("with --json the wait is seen all the same, and stdout holds one document", { skip }, async () => {
  const seen = await typeInShell([
    { sees: /\$ $/, types: `${WAIT} --json > "$HOME/out.json"\n` },
    { sees: COUNTS, types: "\n" },
    {
      sees: /\$ $/,
      types: `"$NODE" -p 'const a = JSON.parse(fs.readFileSync(0)).report.attempts; "n" + a.length' < "$HOME/out.json"; exit\n`,
    },
  ]);
  assert.match(seen[3] ?? "", /n2/);
});
