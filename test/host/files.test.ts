import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { createFiles } from "../../src/host/files.js";
import { InputTooLarge } from "../../src/host/host.js";

const files = createFiles();
const folder = mkdtempSync(join(tmpdir(), "files-"));
after(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const skip = process.platform === "win32" ? "Windows has no such modes, links and devices" : false;
const skipProc = existsSync("/proc/self/status") ? false : "/proc is missing";

test("a file is read whole up to the bound, and refused beyond it", async () => {
  writeFileSync(at("ten"), "0123456789");
  assert.equal(Buffer.from(await files.read(at("ten"), 10)).toString(), "0123456789");
  await assert.rejects(files.read(at("ten"), 9), InputTooLarge);
});

test("a file that hides its size is bounded, too", { skip: skipProc }, async () => {
  assert.ok((await files.read("/proc/self/status", 1_000_000)).length > 10);
  await assert.rejects(files.read("/proc/self/status", 10), InputTooLarge);
});

test("errors are Node's own", async () => {
  await assert.rejects(files.read(at("absent"), 10), { code: "ENOENT" });
  await assert.rejects(files.read(folder, 10), { code: "EISDIR" });
  await assert.rejects(files.write(at("absent/file"), ""), { code: "ENOENT" });
  await assert.rejects(files.write(folder, ""), { code: "EISDIR" });
});

test("a file is a file, a folder and what is not there is none", async () => {
  writeFileSync(at("one"), "");
  const found = await Promise.all(
    [at("one"), folder, at("absent"), at("one/below"), "a\0b", "x".repeat(5000)].map(files.isFile),
  );
  assert.deepEqual(found, [true, false, false, false, false, false]);
});

test("a new file is written, with nothing left beside it", async () => {
  mkdirSync(at("new"));
  await files.write(at("new/file"), "text");
  await files.write(at("new/file"), new Uint8Array([0x68, 0x69]));
  assert.equal(readFileSync(at("new/file"), "utf8"), "hi");
  assert.deepEqual(readdirSync(at("new")), ["file"]);
});

test("an existing file keeps its mode", { skip }, async () => {
  for (const mode of [0o600, 0o644, 0o755]) {
    writeFileSync(at("mode"), "old");
    chmodSync(at("mode"), mode);
    await files.write(at("mode"), "new");
    assert.equal(statSync(at("mode")).mode & 0o777, mode);
    assert.equal(readFileSync(at("mode"), "utf8"), "new");
  }
});

test("a symbolic link stays one, and what it names is written", { skip }, async () => {
  writeFileSync(at("target"), "old");
  symlinkSync("target", at("link"));
  await files.write(at("link"), "new");
  assert.ok(lstatSync(at("link")).isSymbolicLink());
  assert.equal(readFileSync(at("target"), "utf8"), "new");
});

test("a link to a file that is not there yet stays one, and the file is made", { skip }, async () => {
  symlinkSync("later", at("early"));
  await files.checkWritable(at("early"));
  await files.write(at("early"), "new");
  assert.ok(lstatSync(at("early")).isSymbolicLink());
  assert.equal(readFileSync(at("later"), "utf8"), "new");
});

test("links in a circle are the system's own error, and stay", { skip }, async () => {
  symlinkSync("round", at("about"));
  symlinkSync("about", at("round"));
  await assert.rejects(files.write(at("round"), "new"), { code: "ELOOP" });
  assert.ok(lstatSync(at("round")).isSymbolicLink());
});

test("a descriptor that is a file is added to, not replaced", { skip }, () => {
  writeFileSync(at("appended"), "old\n");
  const module = JSON.stringify(join(__dirname, "../../src/host/files.js"));
  const script = `const files = require(${module}).createFiles();
    const path = process.argv[1];
    files.checkWritable(path).then(() => files.write(path, "new\\n"));`;
  for (const path of ["/dev/stdout", "/dev/fd/1"]) {
    execFileSync("sh", ["-c", `exec "$0" -e "$1" "$2" >>appended`, process.execPath, script, path], { cwd: folder });
  }
  assert.equal(readFileSync(at("appended"), "utf8"), "old\nnew\nnew\n");
});

test("a file that is read-only stays as it is, though its folder may be written to", { skip }, () => {
  mkdirSync(at("shared"));
  chmodSync(folder, 0o755);
  chmodSync(at("shared"), 0o777);
  writeFileSync(at("shared/file"), "old");
  chmodSync(at("shared/file"), 0o444);
  const module = JSON.stringify(join(__dirname, "../../src/host/files.js"));
  // Another user may not reach these modules, so that root becomes nobody only once all are loaded.
  const script = `const files = require(${module}).createFiles();
    const name = (error) => error.code;
    const both = (path) => Promise.all([files.checkWritable(path).catch(name), files.write(path, "new").catch(name)]);
    both("/dev/null").then(() => {
      if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534); }
      return both("file");
    }).then(console.log);`;
  const said = execFileSync(process.execPath, ["-e", script], { cwd: at("shared"), encoding: "utf8" });
  assert.equal(said.trim(), "[ 'EACCES', 'EACCES' ]");
  assert.equal(readFileSync(at("shared/file"), "utf8"), "old");
});

test("a device stays a device", { skip }, async () => {
  await files.write("/dev/null", "text");
  assert.ok(lstatSync("/dev/null").isCharacterDevice());
});

test("a full disk leaves the old file, and nothing beside it", { skip }, () => {
  mkdirSync(at("full"));
  writeFileSync(at("full/file"), "old");
  const module = JSON.stringify(join(__dirname, "../../src/host/files.js"));
  // A limit on the size of files stands in for the full disk; ignoring its signal turns it into an error.
  const script = `require(${module}).createFiles().write("file", "x".repeat(100000)).then(
    () => console.log("written"), (error) => console.log(error.code));`;
  const answer = execFileSync("sh", ["-c", `trap '' XFSZ; ulimit -f 8; exec "$0" -e "$1"`, process.execPath, script], {
    cwd: at("full"),
    encoding: "utf8",
  });
  assert.equal(answer.trim(), "EFBIG");
  assert.equal(readFileSync(at("full/file"), "utf8"), "old");
  assert.deepEqual(readdirSync(at("full")), ["file"]);
});
