import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { KEY } from "../../cli/raw-answers.js";
import { seeDoctor } from "./see-doctor.js";
import { startApi } from "./start-api.js";

const skip = process.platform === "win32" ? "modes mean nothing on Windows" : false;

/** A home with these credentials, and the environment that leads to it and to an API that is well, without another key. */
async function makeHome(t: TestContext, credentials: string, mode = 0o600) {
  const { port } = await startApi(t);
  const home = mkdtempSync(join(tmpdir(), "home-"));
  t.after(() => rmSync(home, { recursive: true }));
  mkdirSync(join(home, ".an"));
  writeFileSync(join(home, ".an/credentials"), credentials);
  chmodSync(join(home, ".an/credentials"), mode);
  return { home, env: { HOME: home, SANDBOX_BASE_URL: `http://127.0.0.1:${port}` } };
}

const GOOD = JSON.stringify({ apiKey: KEY });

test("credentials that others can read are a warning with the command that mends it, and are used", {
  skip,
}, async (t) => {
  const { env } = await makeHome(t, GOOD, 0o644);
  const seen = await seeDoctor(env, [], null);
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyyyyyy", "ok"]);
  assert.deepEqual(seen.facts("key", "source"), ["~/.an/credentials"]);
  assert.deepEqual(seen.facts("key", "warning"), [
    "Others on this machine can read ~/.an/credentials (mode 644): chmod 600 ~/.an/credentials",
  ]);
});

test("a private file of credentials is none, nor is one that another source hides", { skip }, async (t) => {
  const { env } = await makeHome(t, GOOD);
  assert.deepEqual((await seeDoctor(env, [], null)).facts("key", "warning"), []);
  const broken = await makeHome(t, "{apiKey:");
  assert.deepEqual((await seeDoctor(broken.env)).facts("key", "warning"), []);
});

for (const [credentials, said] of [
  ["{apiKey:", "~/.an/credentials is no JSON, so it counts as holding no key."],
  ['{"key":"x"}', "~/.an/credentials has no text in a member apiKey, so it counts as holding no key."],
  [`{"apiKey":"${"x".repeat(70_000)}"}`, "~/.an/credentials is larger than any key, so it counts as holding no key."],
] as const) {
  test(`credentials are looked at where no key is found: ${said}`, { skip }, async (t) => {
    const { env } = await makeHome(t, credentials);
    const seen = await seeDoctor(env, [], null);
    assert.deepEqual([seen.marks, seen.exit.name], ["ynyyyyyy-y", "key"]);
    assert.deepEqual(seen.facts("key", "warning"), [said]);
    assert.deepEqual(seen.facts("key", "problem"), ["no source holds a key."]);
  });
}

test("credentials that cannot be read are named with the system's reason", {
  skip: existsSync("/proc/self/mem") ? false : "this system has no file that even the superuser cannot read",
}, async (t) => {
  const { home, env } = await makeHome(t, GOOD);
  rmSync(join(home, ".an/credentials"));
  symlinkSync("/proc/self/mem", join(home, ".an/credentials"));
  const seen = await seeDoctor(env, [], null);
  assert.match(seen.facts("key", "warning")[0] ?? "", /cannot be read \(EIO\), so it counts as holding no key\.$/);
});

test("a key file that others can read is a warning", { skip }, async (t) => {
  const { home, env } = await makeHome(t, "{}");
  const path = join(home, "key");
  writeFileSync(path, KEY);
  chmodSync(path, 0o640);
  const seen = await seeDoctor(env, ["--api-key-file", path], null);
  assert.equal(seen.exit.name, "ok");
  assert.deepEqual(seen.facts("key", "warning"), [
    `Others on this machine can read ${path} (mode 640): chmod 600 ${path}`,
  ]);
});

test("what is wrong with a key's text is said, and how to get at the one that it hides", async (t) => {
  const { port } = await startApi(t);
  const env = { SANDBOX_BASE_URL: `http://127.0.0.1:${port}` };
  const quoted = await seeDoctor({ ...env, SANDBOX_API_KEY: `"${KEY}"` });
  assert.match(quoted.facts("key", "problem")[0] ?? "", /quote/);
  const empty = await seeDoctor({ ...env, SANDBOX_API_KEY: "", API_KEY_21ST: KEY });
  assert.deepEqual(empty.facts("key", "problem"), ["SANDBOX_API_KEY is set but empty."]);
  assert.deepEqual(empty.facts("key", "fix"), ["Unset it, and API_KEY_21ST is used."]);
});
