import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Closes what a scene has opened, once it is over. */
export interface Owner {
  after(close: () => void): void;
}

/** A server, or the lack of one, that keeps a request in one phase. */
export interface Stage {
  readonly baseUrl: string;
  /** Arguments for `request`, where a GET does not do. */
  readonly args?: readonly string[];
  /** What is put before `node`, where the phase needs it. */
  readonly before?: readonly string[];
  /** Fulfilled once a request of the program with this process id is in the phase. */
  readonly reached: (pid: number) => Promise<unknown>;
}

/** One phase in which a command can be interrupted. */
export interface Scene {
  /** As a failure names it in JSON, or "wait" for the countdown. */
  readonly phase: "resolve" | "connect" | "tls" | "send" | "head" | "body" | "wait";
  readonly name: string;
  /** Why it cannot be set here; false where it can. */
  readonly skip: string | false;
  readonly set: (owner: Owner) => Promise<Stage>;
}

/** A mount namespace of one's own lets a look-up hang without touching this machine. */
const NAMESPACE = ["unshare", "-rm", "--"];

/** Every phase of a request, by raw servers; nothing leaves this machine. */
export const SCENES: readonly Scene[] = [
  { phase: "resolve", name: "resolving", skip: findObstacle(), set: stallLookUp },
  { phase: "connect", name: "connecting", skip: isLinux() ? false : "needs Linux", set: fillBacklog },
  { phase: "tls", name: "negotiating TLS", skip: false, set: (owner) => listen(owner, "https", () => {}) },
  { phase: "send", name: "sending", skip: false, set: stallSending },
  { phase: "head", name: "waiting for the head", skip: false, set: (owner) => listen(owner, "http", () => {}) },
  { phase: "body", name: "reading a body", skip: false, set: (owner) => answerHalf(owner, "application/json") },
  { phase: "body", name: "reading a stream", skip: false, set: (owner) => answerHalf(owner, "text/event-stream") },
  { phase: "wait", name: "counting down", skip: false, set: throttle },
];

function isLinux(): boolean {
  return process.platform === "linux";
}

function findObstacle(): string | false {
  const tried = spawnSync("unshare", [...NAMESPACE.slice(1), "sh", "-c", "mount --bind /dev/null /etc/hosts"]);
  return tried.status === 0 ? false : "needs mount namespaces (unshare -rm)";
}

/** A FIFO in place of /etc/hosts: the system's look-up waits for a writer, and nothing can cancel that. */
async function stallLookUp(owner: Owner): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), "hosts-"));
  owner.after(() => rmSync(folder, { recursive: true }));
  const fifo = join(folder, "hosts");
  spawnSync("mkfifo", [fifo]);
  // A kernel that does not tell what a thread waits for gives it time instead.
  const reached = (pid: number) => until(() => (waitsForWriter(pid) ? true : undefined), 600).catch(() => undefined);
  const shell = ["sh", "-c", `mount --bind "${fifo}" /etc/hosts && exec "$@"`, "sh"];
  return { baseUrl: "https://api.example", before: [...NAMESPACE, ...shell], reached };
}

/** Whether a thread of the process waits until someone writes to a FIFO (proc_pid_wchan(5)); to open that would end it. */
function waitsForWriter(pid: number): boolean {
  const folder = `/proc/${pid}/task`;
  try {
    return readdirSync(folder).some((id) => readFileSync(`${folder}/${id}/wchan`, "latin1") === "wait_for_partner");
  } catch {
    // The thread, or the process, has ended meanwhile.
    return false;
  }
}

/** Listens and never accepts: once its queue is full, Linux answers no further SYN. */
const DEAF = `
  const server = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    require("node:fs").writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

async function fillBacklog(owner: Owner): Promise<Stage> {
  const child = spawn(process.execPath, ["-e", DEAF], { stdio: ["ignore", "pipe", "inherit"] });
  owner.after(() => child.kill("SIGKILL"));
  const [said] = await once(child.stdout, "data");
  const port = Number(String(said));
  for (let filled = 0; filled < 20 && countConnecting(port) === 0; filled += 1) {
    const socket = net.connect(port, "127.0.0.1").on("error", () => {});
    owner.after(() => socket.destroy());
    await pause(20);
  }
  const before = countConnecting(port);
  const reached = () => until(() => (countConnecting(port) > before ? true : undefined));
  return { baseUrl: `http://127.0.0.1:${port}`, reached };
}

/** Connections to the port that wait for the answer to their SYN (proc_net(5): state 02). */
function countConnecting(port: number): number {
  const remote = `:${port.toString(16).toUpperCase().padStart(4, "0")} 02 `;
  return readFileSync("/proc/net/tcp", "latin1").split(remote).length - 1;
}

async function stallSending(owner: Owner): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), "body-"));
  owner.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "body.json");
  writeFileSync(file, JSON.stringify("x".repeat(10 * 1024 * 1024)));
  const stage = await listen(owner, "http", (socket) => socket.pause());
  return { ...stage, args: ["POST", "/v1/x", "-d", `@${file}`] };
}

function answerHalf(owner: Owner, contentType: string): Promise<Stage> {
  const half = contentType === "text/event-stream" ? 'data: {"type":"start"}\n\n' : '{"id":';
  return listen(owner, "http", (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Type: ${contentType}\r\nContent-Length: 999\r\n\r\n${half}`);
  });
}

const LIMITED = '{"error":{"code":"rate_limit_exceeded","message":"Slow down","status":429,"retryAfter":60}}';

function throttle(owner: Owner): Promise<Stage> {
  return listen(owner, "http", (socket) => {
    const head = `HTTP/1.1 429 X\r\nContent-Type: application/json\r\nContent-Length: ${LIMITED.length}`;
    socket.end(`${head}\r\nConnection: close\r\n\r\n${LIMITED}`);
  });
}

/** A server that does this with each connection once its first bytes have come. */
async function listen(owner: Owner, scheme: string, onBytes: (socket: net.Socket) => void): Promise<Stage> {
  let note = (): void => {};
  const reached = new Promise<void>((resolve) => {
    note = resolve;
  });
  const server = net.createServer((socket) => {
    owner.after(() => socket.destroy());
    socket.on("error", () => {});
    socket.once("data", () => {
      onBytes(socket);
      note();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  owner.after(() => server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { baseUrl: `${scheme}://127.0.0.1:${port}`, reached: () => reached };
}

/** Looks every 5 ms until there is something to see; gives up after 10 s, or so many turns. */
async function until<T>(look: () => T | undefined, turns = 2000): Promise<T> {
  for (let turn = 0; turn < turns; turn += 1) {
    const seen = look();
    if (seen !== undefined) return seen;
    await pause(5);
  }
  throw new Error("the request never came into the phase");
}
