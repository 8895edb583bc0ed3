import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer } from "node:net";

/** How to start a server on a port, as a process of its own. */
export interface Contender {
  readonly name: string;
  /** The arguments of node. */
  args(port: number): readonly string[];
  readonly cwd?: string;
  /** What every request to it needs. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server that answers. */
export interface Served {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  /** From the start of the process to the first byte of the first answer, in ms. */
  readonly firstAnswerMs: number;
  /** Ends it; resolves when it is gone. */
  stop(): Promise<void>;
}

/** One that does not answer by then never will. */
const LONGEST_MS = 30_000;
const RETRY_MS = 1;

/** Starts a server and waits for its first answer, whatever that is. Rejects where none comes. */
export async function startServer({ name, args, cwd }: Contender): Promise<Served> {
  const port = await findFreePort();
  const startedAt = performance.now();
  // NODE_EXTRA_CA_CERTS alone costs Node 20 about 75 ms a start.
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const child = spawn(process.execPath, args(port), { stdio: "ignore", env, ...(cwd === undefined ? {} : { cwd }) });
  while (!(await answers(port))) {
    if (child.exitCode !== null || performance.now() - startedAt > LONGEST_MS) {
      child.kill("SIGKILL");
      throw new Error(`${name} does not answer`);
    }
    await new Promise((done) => setTimeout(done, RETRY_MS));
  }
  const firstAnswerMs = performance.now() - startedAt;
  return { name, url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, firstAnswerMs, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** Asks once; true once the first byte of an answer has come. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () =>
      socket.write("GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
    );
    const end = (came: boolean): void => {
      socket.destroy();
      resolve(came);
    };
    socket
      .once("data", () => end(true))
      .once("error", () => end(false))
      .once("close", () => end(false));
  });
}

/** A port that nobody holds: the system chose it a moment ago. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
