import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { BIN, cleanEnvironment } from "../cli/run-cli.js";

const folder = mkdtempSync(join(tmpdir(), "start-up-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Loaded before the program: at its end it names on stderr every file that was required. */
const WITNESS = join(folder, "witness.cjs");
writeFileSync(WITNESS, 'process.on("exit", () => process.stderr.write(Object.keys(require.cache).join("\\n")));');

function loadedBy(args: readonly string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ["--require", WITNESS, BIN, ...args],
      { env: cleanEnvironment() },
      (error, _, stderr) => {
        if (error === null) resolve(stderr.split("\n"));
        else reject(error);
      },
    );
  });
}

test("explaining a code, piped, loads neither the rules of causes nor HTTP, tables, colours, the spinner or the help", async () => {
  const loaded = await loadedBy(["explain", "stream_active"]);
  assert.ok(loaded.some((path) => path.includes("commander")));
  const forbidden = /dist[\\/](?:diagnosis|dress-help)\.js|node_modules[\\/](?:undici|ora|chalk|cli-table3)[\\/]/;
  assert.deepEqual(
    loaded.filter((path) => forbidden.test(path)),
    [],
  );
});

test("explaining an exchange loads neither HTTP nor the embedded API", async () => {
  const loaded = await loadedBy(["explain", "Request failed: 401"]);
  assert.ok(loaded.some((path) => /dist[\\/]diagnosis\.js/.test(path)));
  assert.deepEqual(
    loaded.filter((path) => /node_modules[\\/]undici[\\/]|start-mock/.test(path)),
    [],
  );
});
