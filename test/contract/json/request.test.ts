import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { test } from "node:test";
import { QUICK_TIME } from "../../fakes/quick-time.js";
import { startRawServer } from "../http/raw-server.js";
import { runJson } from "./run-json.js";

const KEY = `21st_sk_${"0123456789abcdef".repeat(4)}`;

const PROVOKED: Readonly<Record<string, string>> = {
  invalid_request: "refused",
  unauthorized: "key",
  forbidden: "key",
  not_found: "refused",
  rate_limit_exceeded: "try_later",
  sandbox_error: "server",
  budget_exceeded: "refused",
  stream_active: "refused",
  validation_error: "refused",
  conflict: "refused",
  credential_cap_exceeded: "refused",
  vault_coverage_missing: "refused",
  "500": "server",
  "503": "server",
};

for (const [code, name] of Object.entries(PROVOKED)) {
  test(`${code} of the embedded API ends with ${name}`, async () => {
    const header = `Prefer: code=${code}`;
    const { document, run } = await runJson([
      "request",
      "--mock",
      "/v1/sandboxes",
      "-H",
      header,
      "--max-attempts",
      "1",
    ]);
    assert.equal(document.exit.name, name);
    assert.equal(document.report?.attempts.length, 1);
    assert.equal(run.stderr, "");
  });
}

const GOOD: Readonly<Record<string, readonly string[]>> = {
  "a JSON body": ["/v1/sandboxes", "-f", "agent=my-agent"],
  "no key needed": ["GET", "/health"],
  "a head alone": ["HEAD", "/health"],
  "the head shown": ["/health", "-i"],
  "the curl line": ["/v1/sandboxes", "-f", "agent=my-agent", "--curl"],
  "nothing sent": ["DELETE", "/v1/sandboxes/x", "--dry-run"],
};

for (const [what, args] of Object.entries(GOOD)) {
  test(`a request that ends well (${what}) is one document, and no body stands beside it`, async () => {
    const { document, run } = await runJson(["request", "--mock", ...args]);
    assert.equal(document.exit.name, "ok");
    assert.deepEqual(document.report?.diagnoses, []);
    assert.equal("planned" in document, args.includes("--curl") || args.includes("--dry-run"));
    assert.equal(run.stderr, "");
  });
}

test("a wait and the attempt after it are in the one document", async () => {
  const header = "Prefer: code=rate_limit_exceeded, wait=1, times=1";
  const { document } = await runJson(["request", "--mock", "/health", "-H", header], { env: QUICK_TIME });
  assert.equal(document.exit.name, "ok");
  const [first, second] = document.report?.attempts ?? [];
  assert.deepEqual([first?.response?.status, second?.response?.status], [429, 200]);
  assert.ok((first?.waitedMs ?? 0) >= 1000);
});

test("a wait that does not fit ends at once with try_later", async () => {
  const header = "Prefer: code=rate_limit_exceeded, wait=3000";
  const { document } = await runJson(["request", "--mock", "/health", "-H", header]);
  assert.equal(document.exit.name, "try_later");
});

test("without a key the request is not sent", async () => {
  const { document } = await runJson(["request", "/v1/sandboxes/x"]);
  assert.deepEqual([document.exit.name, document.report?.attempts], ["key", []]);
});

/** What a server may say, and how the request then ends; null where only the document counts. */
const SAID: Readonly<Record<string, readonly [string | Uint8Array, string | null]>> = {
  "a good answer": ["HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", "ok"],
  "no content": ["HTTP/1.1 204 No Content\r\n\r\n", "ok"],
  "bytes that are no text": [
    Buffer.concat([
      Buffer.from("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 4\r\n\r\n"),
      Buffer.from([0x89, 0xff, 0, 1]),
    ]),
    "no_answer",
  ],
  "an HTML page": ["HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>", "server"],
  "a page of another site": [
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>",
    "no_answer",
  ],
  "a redirect": ["HTTP/1.1 302 Found\r\nLocation: https://example.com/\r\nContent-Length: 0\r\n\r\n", null],
  "an unheard-of status": ["HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n", null],
  "an answer cut short": [
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{",
    "no_answer",
  ],
  "no HTTP": ["SSH-2.0-OpenSSH_9.6\r\n", "no_answer"],
  nothing: ["", "no_answer"],
  "a stream that breaks off": [
    'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\ndata: {"type":"start"}\n\n',
    null,
  ],
  "dangerous characters": [
    'HTTP/1.1 400 X\r\nContent-Type: application/json\r\nX-Odd: \u001b[31m\r\nConnection: close\r\n\r\n{"error":"\\u202e::error::\\u0000"}',
    null,
  ],
  "the key, told back": [
    `HTTP/1.1 401 X\r\nContent-Type: application/json\r\nX-Echo: ${KEY}\r\nConnection: close\r\n\r\n{"error":{"code":"unauthorized","message":"bad key ${KEY}","status":401}}`,
    "key",
  ],
};

for (const [what, [text, name]] of Object.entries(SAID)) {
  test(`${what} from a server makes one document that holds no key`, async (t) => {
    const server = await startRawServer(t, (socket: Socket) => void socket.end(text));
    const { document, run } = await runJson(["request", "/v1/sandboxes/x", "--max-attempts", "1"], {
      env: { SANDBOX_API_KEY: KEY, SANDBOX_BASE_URL: server.url.origin },
    });
    if (name !== null) assert.equal(document.exit.name, name);
    assert.equal(document.report?.attempts.length, 1);
    assert.ok(!run.stdout.includes(KEY));
    assert.equal(run.stderr, "");
  });
}

test("a server that does not answer in time ends with no_answer", async (t) => {
  const server = await startRawServer(t, () => {});
  const { document } = await runJson(["request", "/health", "--timeout", "1", "--max-attempts", "1"], {
    env: { SANDBOX_BASE_URL: server.url.origin },
  });
  assert.equal(document.exit.name, "no_answer");
  assert.equal(document.report?.attempts[0]?.failure?.kind, "timeout_response");
});

test("a port where nobody listens ends with no_answer, every attempt in the document", async () => {
  const { document } = await runJson(["request", "/health", "--max-attempts", "2", "--max-wait", "1m"], {
    env: { ...QUICK_TIME, SANDBOX_BASE_URL: "http://127.0.0.1:1" },
  });
  assert.equal(document.exit.name, "no_answer");
  assert.equal(document.report?.attempts.length, 2);
});
