import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Peers } from "./install-peers.js";
import { type Scenario, SEED, writeOpenApi } from "./sample-answers.js";
import type { Contender } from "./start-server.js";

/** The bare server first: the others are measured against it. */
export const BARE = "node:http";

/** Bodies made once, looked up by the path: what no server can do with less. */
const BARE_CODE = `
  const answers = new Map(require(process.argv[1]).map((a) => [a.path, a]));
  require("http").createServer((request, response) => {
    const { status, contentType, body } = answers.get(request.url) ?? { status: 404, contentType: "text/plain", body: "" };
    response.writeHead(status, { "Content-Type": contentType, "Content-Length": Buffer.byteLength(body) });
    response.end(body);
  }).listen(Number(process.argv[2]), "127.0.0.1");
`;

/** A route with a parameter and JSON of an object, as one writes it with fastify. */
const FASTIFY_CODE = `
  const values = new Map(require(process.argv[1]).map((a) => [a.path, { status: a.status, value: JSON.parse(a.body) }]));
  const app = require("fastify")();
  app.get("/v1/sandboxes/:id", async (request, reply) => {
    const { status, value } = values.get(request.url);
    reply.code(status);
    return value;
  });
  app.listen({ port: Number(process.argv[2]), host: "127.0.0.1" });
`;

/** Everything that is measured in one run, each giving the same answers. */
export function listContenders(work: string, peers: Peers, key: string, scenarios: readonly Scenario[]): Contender[] {
  const answers = join(work, "answers.json");
  writeFileSync(answers, JSON.stringify(scenarios));
  const openApi = writeOpenApi(work, scenarios);
  const prism = join(peers.folder, "node_modules/.bin/prism");
  return [
    { name: BARE, args: (port) => ["-e", BARE_CODE, answers, String(port)] },
    { name: "fastify", args: (port) => ["-e", FASTIFY_CODE, answers, String(port)], cwd: peers.folder },
    {
      name: "prism",
      // Nothing that it could leave out: no log, no CORS headers, no check of the request beyond the usual.
      args: (port) => [prism, "mock", openApi, "--port", String(port), "--cors=false", "--verboseLevel", "silent"],
    },
    mockContender(key),
  ];
}

/** The embedded API with these options. Its log is always kept: the judge and `--log` read it at the end. */
export function mockContender(key: string, ...options: readonly string[]): Contender {
  const bin = resolve("bin/sandbox-errors.js");
  return {
    name: ["mock", ...options.filter((text) => text.startsWith("--"))].join(" "),
    args: (port) => [bin, "mock", "--seed", SEED, "--port", String(port), ...options],
    headers: { Authorization: `Bearer ${key}` },
  };
}
