import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Measures the embedded API: first answer after the start, requests per second beside a bare node:http server with the same
 * answer (and fastify and Prism where a folder given as the first argument has them installed), memory of 1,000 streams.
 */
const BIN = resolve("bin/sandbox-errors.js");
const EXTRAS = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), "bench-mock-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

interface Served {
  readonly url: string;
  readonly key: string;
  readonly child: ChildProcess;
}

async function until(check: () => Promise<boolean> | boolean, everyMs = 2): Promise<void> {
  while (!(await check())) await new Promise((done) => setTimeout(done, everyMs));
}

let files = 0;
async function startMockProcess(): Promise<Served> {
  files += 1;
  const path = join(folder, `${files}.env`);
  // Node 20 reads --env-file itself, wherever it stands, and insists that the file is there.
  writeFileSync(path, "");
  const child = spawn(process.execPath, [BIN, "mock", "--env-file", path], { stdio: "ignore" });
  await until(() => readFileSync(path, "utf8") !== "");
  const read = (name: string) => new RegExp(`${name}=(.*)`).exec(readFileSync(path, "utf8"))?.[1] ?? "";
  return { url: read("SANDBOX_BASE_URL"), key: read("SANDBOX_API_KEY"), child };
}

async function stop({ child }: { readonly child: ChildProcess }): Promise<void> {
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** From the start of the process to the first answer, in ms. */
async function measureStart(): Promise<number> {
  const startedAt = performance.now();
  const served = await startMockProcess();
  await (await fetch(`${served.url}/health`)).text();
  const took = performance.now() - startedAt;
  await stop(served);
  return took;
}

/** Answers per second over 20 kept connections, each sending the next request once it has an answer. */
async function measureRate(url: string, path: string, key: string, seconds: number): Promise<number> {
  const { hostname, port } = new URL(url);
  const text = `GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${key}\r\n\r\n`;
  let answers = 0;
  const sockets: Socket[] = [];
  for (let i = 0; i < 20; i += 1) {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on("error", () => undefined);
    let rest = "";
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      rest += chunk;
      const end = rest.indexOf("\r\n\r\n");
      const length = Number(/content-length: (\d+)/i.exec(rest)?.[1] ?? 0);
      if (end < 0 || rest.length < end + 4 + length) return;
      rest = "";
      answers += 1;
      socket.write(text);
    });
    sockets.push(socket);
  }
  await new Promise((done) => setTimeout(done, 500));
  const before = answers;
  await new Promise((done) => setTimeout(done, seconds * 1000));
  for (const socket of sockets) socket.destroy();
  return (answers - before) / seconds;
}

/** A peer as a program that listens on a port and gives the same answer. */
function startPeer(code: string, port: number, body: string): ChildProcess {
  return spawn(process.execPath, ["-e", code, String(port), body], { stdio: "ignore", cwd: EXTRAS ?? folder });
}

const PEERS: Readonly<Record<string, string>> = {
  "node:http": `require("http").createServer((q, r) => { r.writeHead(200, { "Content-Type": "application/json", "Content-Length": process.argv[2].length }); r.end(process.argv[2]); }).listen(process.argv[1])`,
  fastify: `const f = require("fastify")(); const value = JSON.parse(process.argv[2]); f.get("/*", async () => value); f.listen({ port: Number(process.argv[1]) })`,
};

async function measurePeers(path: string, body: string, key: string): Promise<void> {
  let port = 20_000 + Math.floor(Math.random() * 20_000);
  for (const [name, code] of Object.entries(PEERS)) {
    if (name !== "node:http" && !hasExtra(name)) continue;
    port += 1;
    const url = `http://127.0.0.1:${port}`;
    const startedAt = performance.now();
    const child = startPeer(code, port, body);
    await until(
      () =>
        fetch(url + path).then(
          () => true,
          () => false,
        ),
      5,
    );
    const startMs = performance.now() - startedAt;
    console.log(
      `${name}: ${Math.round(await measureRate(url, path, key, 3))} requests/s, first answer after ${Math.round(startMs)} ms`,
    );
    await stop({ child });
  }
}

function hasExtra(name: string): boolean {
  if (EXTRAS === undefined) return false;
  try {
    createRequire(join(resolve(EXTRAS), "x.js")).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** Opens 1,000 streams that are held, and reads what the process then has in memory, in MB. */
async function measureStreams(): Promise<number> {
  const served = await startMockProcess();
  const headers = { Authorization: `Bearer ${served.key}`, "Content-Type": "application/json", Prefer: "hold" };
  const post = (path: string, body: object): Promise<Response> =>
    fetch(served.url + path, { method: "POST", headers, body: JSON.stringify(body) });
  const messages = [{ role: "user", parts: [{ type: "text", text: "Hi" }] }];
  const open: ReadableStreamDefaultReader[] = [];
  for (let i = 0; i < 1000; i += 1) {
    const made = (await (await post("/v1/sandboxes", { agent: "my-agent" })).json()) as { readonly id: string };
    const response = await post("/v1/chat/my-agent", { sandboxId: made.id, messages });
    const reader = response.body?.getReader();
    await reader?.read();
    if (response.status === 200 && reader !== undefined) open.push(reader);
  }
  const status = readFileSync(`/proc/${served.child.pid}/status`, "utf8");
  console.log(`open streams: ${open.length}`);
  await stop(served);
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

async function run(): Promise<void> {
  const starts: number[] = [];
  for (let i = 0; i < 10; i += 1) starts.push(await measureStart());
  starts.sort((a, b) => a - b);
  console.log(
    `first answer after the start: median ${Math.round(starts[5] ?? 0)} ms, best ${Math.round(starts[0] ?? 0)} ms`,
  );
  const served = await startMockProcess();
  const path = "/v1/sandboxes/11111111-1111-4111-8111-111111111111";
  const body = await (await fetch(served.url + path, { headers: { Authorization: `Bearer ${served.key}` } })).text();
  console.log(`mock: ${Math.round(await measureRate(served.url, path, served.key, 3))} requests/s`);
  await stop(served);
  await measurePeers(path, body, served.key);
  console.log(`1,000 open streams: ${Math.round(await measureStreams())} MB`);
}

void run();
