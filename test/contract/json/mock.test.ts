import assert from "node:assert/strict";
import { test } from "node:test";
import { runJson } from "./run-json.js";

test("mock gives its command's own exit code, and stdout to the document alone", async () => {
  const script = "console.log(process.env.SANDBOX_BASE_URL.length > 0); process.exitCode = 3";
  const { document, run } = await runJson(["mock", "--", process.execPath, "-e", script]);
  assert.deepEqual(document.exit, { code: 3, name: "child" });
  assert.equal(run.stderr, "true\n");
});

test("mock ends with ok where its command does, and counts its requests", async () => {
  const script = "fetch(process.env.SANDBOX_BASE_URL + '/health')";
  const { document } = await runJson(["mock", "--", process.execPath, "-e", script]);
  assert.deepEqual(document.exit, { code: 0, name: "ok" });
  assert.ok("requests" in document);
  assert.equal(document.requests, 1);
});

test("mock ends with 128 plus the signal's number where a signal ended its command", async () => {
  const script = "process.kill(process.pid, 'SIGKILL')";
  const { document } = await runJson(["mock", "--", process.execPath, "-e", script]);
  assert.deepEqual(document.exit, { code: 137, name: "child" });
});
