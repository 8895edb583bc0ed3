import assert from "node:assert/strict";
import { createServer } from "node:net";
import { type TestContext, test } from "node:test";
import { AgentClient } from "@21st-sdk/node";
import { CODE_STATUS, type DocumentedCode } from "../../src/catalog/documented-codes.js";
import type { Diagnosis } from "../../src/diagnosis/report.js";
import { runCli } from "../cli/run-cli.js";
import { importLibrary, installPackage, type Library, requireLibrary } from "./installed-package.js";
import { dig, open, openMock } from "./mock-client.js";

const INSTALLED = installPackage();
const CODES = Object.keys(CODE_STATUS) as DocumentedCode[];
const NOW = Date.UTC(2026, 0, 1);

/** What the program finds in the same input. */
async function diagnoseByProgram(input: string): Promise<Diagnosis[]> {
  const { stdout } = await runCli(["explain", "--json", "-"], { stdin: input });
  return dig(JSON.parse(stdout), "reports.0.diagnoses") as Diagnosis[];
}

function preferEverywhere(t: TestContext, prefer: () => string): void {
  const real = globalThis.fetch;
  t.mock.method(globalThis, "fetch", (input: string | URL | Request, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("Prefer", prefer());
    return real(input, { ...init, headers });
  });
}

async function catchError(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return assert.fail("nothing was thrown");
}

function withEach(name: string, run: (library: Library, t: TestContext) => Promise<void>): void {
  test(`imported: ${name}`, async (t) => run(await importLibrary(INSTALLED), t));
  test(`required: ${name}`, async (t) => run(requireLibrary(INSTALLED), t));
}

withEach("the library exports its four functions and nothing else", async (library) => {
  assert.deepEqual(Object.keys(library).sort(), ["decode", "decodeAll", "diagnose", "explain"]);
});

withEach(
  "of each documented error's Response it gives the code, and leaves the body to be read",
  async (library, t) => {
    const { mock } = await openMock(t);
    for (const code of CODES) {
      const response = await open(mock, `GET /v1/sandboxes/${mock.sandboxId}`, { headers: { Prefer: `code=${code}` } });
      const [first] = await library.diagnose(response, { receivedAt: NOW });
      assert.deepEqual([first?.code, first?.status, first?.contract.deviations], [code, response.status, []], code);
      assert.equal(dig(await response.json(), "error.code"), code);
    }
  },
);

withEach("the wait of a Response is counted from its receipt", async (library, t) => {
  const { mock } = await openMock(t);
  const ask = () => open(mock, "GET /health", { headers: { Prefer: "code=rate_limit_exceeded, wait=3" } });
  const [first] = await library.diagnose(await ask(), { receivedAt: NOW });
  assert.deepEqual(first?.retry, {
    class: "after_delay",
    waitSeconds: 3,
    source: "body",
    at: "2026-01-01T00:00:03.000Z",
  });
  const from = Date.now();
  const [now] = await library.diagnose(await ask());
  const at = Date.parse(now?.retry.at ?? "");
  assert.ok(at >= from + 3000 && at <= Date.now() + 3000);
});

test("of what the published client throws it finds what the program finds in the same text", async (t) => {
  const library = requireLibrary(INSTALLED);
  const { mock } = await openMock(t);
  const client = new AgentClient({ apiKey: mock.key, baseUrl: mock.url });
  let code = "";
  preferEverywhere(t, () => `code=${code}`);
  for (code of CODES) {
    const error = await catchError(client.sandboxes.get(mock.sandboxId));
    const found = await library.diagnose(error);
    assert.ok(found.length > 0, code);
    // VaultCoverageMissingError keeps its code, which the text alone has not.
    if (code !== "vault_coverage_missing") assert.deepEqual(found, await diagnoseByProgram(String(error)), code);
    else assert.equal(found[0]?.reportedCode, code);
  }
});

test("of a failure of the network that fetch throws it finds what the program finds in what Node prints", async () => {
  const library = requireLibrary(INSTALLED);
  const { inspect } = await import("node:util");
  const silent = createServer((socket) => socket.once("data", () => socket.end()));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const address = silent.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const reset = await catchError(
    new AgentClient({ apiKey: "k", baseUrl: `http://127.0.0.1:${port}` }).sandboxes.get("1"),
  );
  await new Promise((resolve) => silent.close(resolve));
  const refused = await catchError(fetch(`http://127.0.0.1:${port}/`));
  const timeout = await catchError(
    fetch(`http://127.0.0.1:${port}/`, {
      signal: AbortSignal.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError")),
    }),
  );
  for (const [error, cause] of [
    [reset, "network.reset"],
    [refused, "network.refused"],
    [timeout, "network.timeout_response"],
  ] as const) {
    const found = await library.diagnose(error);
    assert.equal(found[0]?.cause, cause);
    assert.deepEqual(
      found.map((diagnosis) => diagnosis.cause),
      (await diagnoseByProgram(inspect(error))).map((diagnosis) => diagnosis.cause),
    );
  }
});

test("a text is explained word for word as the program does", async () => {
  const library = requireLibrary(INSTALLED);
  for (const text of [
    "stream_active",
    "429",
    "key.mangled",
    "Request failed: 401",
    '{"error":{"code":"not_found","message":"Sandbox not found","status":404}}',
    "HTTP/1.1 429 Too Many Requests\nContent-Type: application/json\nRetry-After: 7\n\n{}",
  ]) {
    const { stdout } = await runCli(["explain", "-"], { stdin: text, env: { COLUMNS: "80" } });
    assert.equal(await library.explain(text), stdout, text);
  }
  const narrow = await library.explain("Request failed: 401", { width: 40 });
  assert.ok(narrow.split("\n").length > (await library.explain("Request failed: 401")).split("\n").length);
});

test("with the request the key is evidence, and stands in no text", async (t) => {
  const library = requireLibrary(INSTALLED);
  const { mock } = await openMock(t);
  const url = `${mock.url}/v1/sandboxes/${mock.sandboxId}`;
  const init = { method: "GET", headers: { Authorization: 'Bearer "21st_sk_secretsecret"' } };
  const answer = async () => new Response(await (await fetch(url, init)).text(), { status: 401 });
  for (const request of [
    { url, ...init },
    new Request(url, init),
    { url, ...init, headers: new Headers(init.headers) },
  ]) {
    const [first] = await library.diagnose(await answer(), { request });
    assert.equal(first?.cause, "key.mangled");
    assert.ok(!(await library.explain(await answer(), { request })).includes("secretsecret"));
  }
  const [unknown] = await library.diagnose(await answer(), { request: { method: "GET", url } });
  assert.notEqual(unknown?.cause, "key.absent", "headers that nobody named prove nothing");
  const invalid = Response.json(
    { error: { code: "invalid_request", message: "Invalid request body", status: 400 } },
    { status: 400 },
  );
  const [untyped] = await library.diagnose(invalid, { request: { method: "POST", url, body: '{"agent":"a"}' } });
  assert.notEqual(untyped?.cause, "request.no_content_type");
});

test("with the request its body is evidence, and can still be read", async () => {
  const library = requireLibrary(INSTALLED);
  const url = "https://relay.an.dev/v1/sandboxes";
  const headers = {
    Authorization: `Bearer 21st_sk_${"0123456789abcdef".repeat(4)}`,
    "Content-Type": "application/json",
  };
  const body = '{"agent":"a",}';
  const answer = () =>
    Response.json({ error: { code: "invalid_request", message: "Bad JSON", status: 400 } }, { status: 400 });
  const request = new Request(url, { method: "POST", headers, body });
  for (const known of [request, { url, method: "POST", headers, body }]) {
    assert.equal((await library.diagnose(answer(), { request: known }))[0]?.cause, "request.invalid_json");
  }
  assert.equal(await request.text(), body);
});

test("bodies are bounded, broken, read before or binary without a rejection", async () => {
  const library = requireLibrary(INSTALLED);
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(97)),
  });
  const bounded = await library.decode(new Response(endless, { status: 500 }));
  assert.deepEqual([bounded.response?.body.bytes, bounded.response?.body.truncated], [1_048_576, true]);

  let pulls = 0;
  const broken = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulls += 1;
      if (pulls === 1) controller.enqueue(new TextEncoder().encode('{"error":'));
      else controller.error(new TypeError("terminated", { cause: new Error("other side closed") }));
    },
  });
  const cut = await library.decode(new Response(broken, { status: 500 }));
  assert.deepEqual([cut.response?.body.text, cut.failure?.kind, cut.failure?.phase], ['{"error":', "reset", "body"]);

  const used = new Response("{}", { status: 429, headers: { "Retry-After": "9" } });
  await used.text();
  const [late] = await library.diagnose(used);
  assert.deepEqual([late?.cause, late?.retry.waitSeconds], ["rate_limit.throttled", 9]);

  const binary = await library.decode(new Response(new Uint8Array([0xff, 0xfe, 0x00]), { status: 502 }));
  assert.deepEqual([binary.response?.body.base64, binary.response?.body.bytes], ["//4A", 3]);
  const empty = await library.decode(new Response(null, { status: 204 }));
  assert.deepEqual([empty.response?.body.bytes, await library.diagnose(empty)], [0, []]);
  assert.equal((await library.decode(Response.error())).response, null);
});

test("errors that carry an answer, a status or a code are read by it", async () => {
  const library = requireLibrary(INSTALLED);
  const response = Response.json({ error: { code: "stream_active", message: "x", status: 409 } }, { status: 409 });
  const found = async (error: unknown) => (await library.diagnose(error))[0];
  assert.equal((await found(Object.assign(new Error("Conflict"), { response })))?.cause, "stream.active");
  assert.equal((await found(Object.assign(new Error("Something broke"), { status: 500 })))?.status, 500);
  assert.equal((await found(Object.assign(new Error("x"), { code: "stream_active" })))?.reportedCode, "stream_active");
  const nested = new Error("outer", {
    cause: new Error("inner", { cause: Object.assign(new Error("connect"), { code: "ECONNREFUSED" }) }),
  });
  assert.equal((await found(nested))?.cause, "network.refused");
  const aggregate = new AggregateError([Object.assign(new Error("connect"), { code: "ENETUNREACH" })]);
  assert.equal((await found(new TypeError("fetch failed", { cause: aggregate })))?.cause, "network.unreachable");
});

test("whatever is thrown is read, and nothing is thrown back", async () => {
  const library = requireLibrary(INSTALLED);
  const circular: { cause?: unknown; message: string } = { message: "round" };
  circular.cause = circular;
  const hostile = {
    get message(): string {
      throw new Error("no");
    },
  };
  for (const input of [undefined, null, 7, true, Symbol("x"), "", {}, [], () => 1, circular, hostile, new Map(), 10n]) {
    assert.ok(Array.isArray(await library.diagnose(input)), typeof input);
    assert.ok((await library.explain(input)).endsWith("\n"));
  }
});

test("a text of several exchanges gives all of them", async () => {
  const library = requireLibrary(INSTALLED);
  const entry = (status: number) => ({
    request: { method: "GET", url: "https://relay.an.dev/health" },
    response: { status },
  });
  const har = JSON.stringify({ log: { entries: [entry(200), entry(503)] } });
  assert.deepEqual(
    (await library.decodeAll(har)).map(({ response }) => response?.status),
    [200, 503],
  );
  assert.equal((await library.decode(har)).response?.status, 200);
  const exchange = (await library.decodeAll(har))[1];
  assert.deepEqual(await library.decode(exchange), exchange);
});
