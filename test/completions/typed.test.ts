import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { test } from "node:test";
import { BASH, FOLDER } from "./complete-lines.js";

/** The prompt is put together, so that its own echo is none. */
const SETUP = `PS1=as""k:; set -u; bind 'set bell-style none'; . '${resolve("completions/sandbox-errors.bash")}'; sandbox-errors() { printf '<%s>' "$@"; echo; }`;

/** Types each line with a Tab into bash on a terminal, runs it, and gives the arguments that came of it. */
async function typeIntoBash(lines: readonly string[]): Promise<string[]> {
  const command = `stty cols 200; exec ${BASH} --norc --noprofile -i`;
  const child = spawn("script", ["-qec", command, "/dev/null"], {
    cwd: FOLDER,
    env: { PATH: process.env["PATH"], HOME: FOLDER, TERM: "dumb", PS1: "first:" },
    timeout: 30_000,
  });
  const left = [SETUP, ...lines.map((line) => `${line}\t`), "exit"];
  let seen = "";
  let answered = 0;
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    seen += chunk;
    // Before it asks, the terminal's own line editing is on, and takes keys away.
    if (!/(?:first|ask):$/.test(seen) || seen.length === answered) return;
    answered = seen.length;
    child.stdin.write(`${left.shift() ?? ""}\n`);
  });
  await new Promise((done) => child.on("close", done));
  return seen.match(/^(?:<[^<>\n]*>)+/gm) ?? [];
}

test("what is typed into bash with a Tab becomes the arguments that were meant", async () => {
  const lines: readonly (readonly [typed: string, args: string])[] = [
    ["sandbox-errors explain rate_limit.thr", "<explain><rate_limit.throttled>"],
    ["sandbox-errors explain key.uns", "<explain><key.unset_variable>"],
    ["sandbox-errors explain an", "<explain><an answer.json>"],
    ["sandbox-errors request --har=bod", "<request><--har=body.json>"],
    ["sandbox-errors request -d @an", "<request><-d><@an answer.json>"],
    ["sandbox-errors mo", "<mock>"],
    ["true; sandbox-errors probe --report junit=bod", "<probe><--report><junit=body.json>"],
    ["sandbox-errors request --timeout bod", "<request><--timeout><bod>"],
  ];
  const args = await typeIntoBash(lines.map(([typed]) => typed));
  assert.deepEqual(
    args,
    lines.map(([, expected]) => expected),
  );
});
