import { spawn } from "node:child_process";
import { once } from "node:events";
import { type Comparison, type Contender, measurePairs } from "./measure-pairs.js";

/**
 * Start-up as a ratio to the peer in the same run: `explain` of a code, piped, to a bare `node -e 0`; one request on the
 * loopback to curl. Run it with `npm run bench:start`, after `npm run build`, on a machine that does nothing else.
 */
const PAIRS = 21;

async function main(): Promise<void> {
  const node = process.execPath;
  const cli = (name: string, args: readonly string[], env: Record<string, string> = {}): Contender => ({
    name,
    program: node,
    args: ["bin/sandbox-errors.js", ...args],
    env,
  });
  print(
    "explain stream_active, piped / node -e 0",
    measurePairs(
      cli("explain", ["explain", "stream_active"]),
      { name: "node", program: node, args: ["-e", "0"] },
      PAIRS,
    ),
  );
  const server = spawn(node, ["-e", SERVER], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(server.stdout, "data")) as [Buffer];
  const url = line.toString().trim();
  try {
    const ours = cli("request", ["request", "/health"], { SANDBOX_BASE_URL: url });
    print(
      "request on the loopback / curl",
      measurePairs(ours, { name: "curl", program: "curl", args: ["-s", `${url}/health`] }, PAIRS),
    );
  } finally {
    server.kill();
  }
}

/** In a process of its own: the timing blocks this one. */
const SERVER = `
  const server = require("node:http").createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    response.end('{"status":"ok"}');
  });
  server.listen(0, "127.0.0.1", () => console.log("http://127.0.0.1:" + server.address().port));
`;

function print(what: string, { medianMs, medianRatio, pairs }: Comparison): void {
  const [ours, theirs] = medianMs.map((ms) => ms.toFixed(1));
  process.stdout.write(
    `${what}: ratio ${medianRatio.toFixed(2)} (medians ${ours} ms and ${theirs} ms, ${pairs} pairs)\n`,
  );
}

void main();
