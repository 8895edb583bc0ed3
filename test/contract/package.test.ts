import assert from "node:assert/strict";
import { execFileSync, type SpawnSyncReturns, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { readDocument } from "./json/run-json.js";
import { findReach, HASTE, whyOutOfReach } from "./npm-reach.js";

/** How many packages a user gets, ours included. */
const MOST_PACKAGES = 30;
/** The registry may be slow or out of reach. */
const LONGEST_MS = 120_000;
/** Nobody, on Linux and elsewhere; a user who is not root is unprivileged already. */
const NOBODY = 65_534;

const folder = mkdtempSync(join(tmpdir(), "packed-"));
const cache = join(folder, "cache");
const readOnly = join(folder, "read-only");
const isRoot = process.getuid?.() === 0;
const skip = process.platform === "win32" && "Windows has no such users and modes";
let reach: Readonly<Record<string, string>> = {};
let tarball = "";
let first: SpawnSyncReturns<string> | undefined;

after(() => rmSync(folder, { recursive: true, force: true }));

before(() => {
  if (skip !== false) return;
  execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], { stdio: "pipe" });
  tarball = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
  reach = findReach();
  mkdirSync(join(folder, "bin"));
  // npm starts the node that it finds first: the one under test.
  symlinkSync(process.execPath, join(folder, "bin/node"));
  for (const path of [cache, readOnly]) mkdirSync(path);
  for (const path of [folder, cache, readOnly, tarball]) if (isRoot) chownSync(path, NOBODY, NOBODY);
  chmodSync(folder, 0o755);
  chmodSync(readOnly, 0o555);
  first = runPacked(["--version"]);
});

/** Runs the tarball's program as `npx` does: unprivileged, without HOME and terminal, in a folder that takes no file. */
function runPacked(args: readonly string[], ...flags: string[]): SpawnSyncReturns<string> {
  const words = ["exec", "--yes", ...flags, `--package=${tarball}`, "--", "sandbox-errors", ...args];
  return spawnSync("npm", words, {
    cwd: readOnly,
    env: {
      PATH: [join(folder, "bin"), process.env["PATH"] ?? ""].join(delimiter),
      npm_config_cache: cache,
      npm_config_userconfig: "/dev/null",
      ...HASTE,
      ...reach,
    },
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    input: "",
    encoding: "utf8",
    timeout: LONGEST_MS,
  });
}

function sizeOf(path: string): number {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

test("npx runs the packed file with an empty cache", { skip }, (t) => {
  const reason = whyOutOfReach(first);
  if (reason !== undefined) return t.skip(reason);
  assert.equal(first?.status, 0, first?.stderr);
  assert.match(first?.stdout ?? "", /^(?:sandbox-errors )?\d+\.\d+\.\d+\b/);
  assert.equal(first?.stderr, "");
});

test(`at most ${MOST_PACKAGES} packages are installed, and none of them runs a script`, { skip }, (t) => {
  const reason = whyOutOfReach(first);
  if (reason !== undefined) return t.skip(reason);
  const [run = ""] = readdirSync(join(cache, "_npx"));
  const installed = join(cache, "_npx", run);
  const tree: { packages: Record<string, { hasInstallScript?: boolean }> } = JSON.parse(
    readFileSync(join(installed, "node_modules/.package-lock.json"), "utf8"),
  );
  const packages = Object.values(tree.packages);
  const megabytes = (sizeOf(join(installed, "node_modules")) / 1e6).toFixed(1);
  t.diagnostic(`${packages.length} packages, ${megabytes} MB; ${Math.round(statSync(tarball).size / 1e3)} kB packed`);
  assert.ok(packages.length > 5 && packages.length <= MOST_PACKAGES, String(packages.length));
  assert.ok(packages.every(({ hasInstallScript }) => hasInstallScript !== true));
});

for (const args of [
  ["explain", "stream_active"],
  ["codes", "--causes"],
  ["request", "--mock", "/health"],
  ["check-key", "--mock"],
]) {
  test(`npx runs ${args.join(" ")} offline after that`, { skip }, (t) => {
    const reason = whyOutOfReach(first);
    if (reason !== undefined) return t.skip(reason);
    const { status, signal, stdout, stderr } = runPacked([...args, "--json"], "--offline");
    const document = readDocument({ code: status, signal, stdout, stderr });
    assert.deepEqual(document.exit, { code: 0, name: "ok" });
    assert.equal(stderr, "");
    assert.deepEqual(readdirSync(readOnly), []);
  });
}
