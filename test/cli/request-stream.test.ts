import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { type TestContext, test } from "node:test";
import { startRawServer } from "../contract/http/raw-server.js";
import { KEY, serveRaw } from "./raw-answers.js";
import { BIN, cleanEnvironment, runCli } from "./run-cli.js";

const HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

function writeEvent(event: object): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}

/** An API whose streams go on for ever. `closed` resolves once the client has hung up. */
async function startEndless(t: TestContext) {
  let hangUp = (): void => {};
  const closed = new Promise<void>((resolve) => {
    hangUp = resolve;
  });
  const server = await startRawServer(t, (socket) => {
    socket.write(HEAD + writeEvent({ type: "start" }));
    const timer = setInterval(() => socket.write(writeEvent({ type: "text-delta", id: "1", delta: "word\n" })), 20);
    socket.on("close", () => {
      clearInterval(timer);
      hangUp();
    });
  });
  return { closed, env: { SANDBOX_BASE_URL: server.url.origin, SANDBOX_API_KEY: KEY } };
}

for (const args of [[], ["--format", "text"], ["--format", "ndjson"], ["-i"]]) {
  test(`a stream ${args.join(" ")} is hung up on, quietly, once its reader has gone`, async (t) => {
    const { closed, env } = await startEndless(t);
    const child = spawn(process.execPath, [BIN, "request", "/v1/x", ...args], {
      env: { ...cleanEnvironment(), ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 20_000,
      killSignal: "SIGKILL",
    });
    let stderr = "";
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const [[code, signal]] = await Promise.all([once(child, "close"), closed]);
    assert.deepEqual([code, signal, stderr], [0, null, ""]);
  });
}

test("an error within a stream ends with its diagnosis and exit code 5; the text before it is on stdout", async (t) => {
  const events = [
    { type: "start" },
    { type: "text-delta", id: "1", delta: "before" },
    { type: "error", errorText: "[tool:bash] boom" },
    { type: "finish" },
  ];
  const { env } = await serveRaw(t, `${HEAD}${events.map(writeEvent).join("")}data: [DONE]\n\n`);
  const { code, stdout, stderr } = await runCli(["request", "/v1/x", "--format", "text"], { env });
  assert.deepEqual([code, stdout], [5, "before"]);
  assert.match(stderr, /^✗ .*\n +stream\.error_event · certain · HTTP 200\n[\s\S]*\[tool:bash\] boom/);
});
