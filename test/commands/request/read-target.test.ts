import assert from "node:assert/strict";
import { test } from "node:test";
import { buildUrl, readPair, readRequestLine } from "../../../src/commands/request/read-target.js";
import { UsageError } from "../../../src/commands/usage-error.js";

const LINES: readonly (readonly [readonly string[], string | null, string])[] = [
  [["/health"], null, "/health"],
  [["health"], null, "health"],
  [["GET", "/health"], "GET", "/health"],
  [["post", "/v1/sandboxes"], "POST", "/v1/sandboxes"],
  [["https://relay.an.dev/x"], null, "https://relay.an.dev/x"],
];

for (const [args, method, path] of LINES) {
  test(`${args.join(" ")} is read`, () => assert.deepEqual(readRequestLine(args), { method, path }));
}

for (const args of [["GET"], ["post"], ["FETCH", "/x"], ["/x", "GET"], ["TRACE", "/x"], ["CONNECT", "/x"]]) {
  test(`${args.join(" ")} is a usage error`, () => assert.throws(() => readRequestLine(args), UsageError));
}

interface Parts {
  readonly base?: string;
  readonly path: string;
  readonly query?: readonly (readonly [string, string])[];
  readonly agent?: string;
}

function build({ base = "https://relay.an.dev", path, query = [], agent }: Parts): string {
  return buildUrl({ baseUrl: new URL(base), path, query, agent: agent ?? null }).href;
}

const URLS: readonly (readonly [Parts, string])[] = [
  [{ path: "/v1/sandboxes" }, "https://relay.an.dev/v1/sandboxes"],
  [{ path: "v1/sandboxes" }, "https://relay.an.dev/v1/sandboxes"],
  [{ path: "//v1/sandboxes" }, "https://relay.an.dev//v1/sandboxes"],
  [{ path: "//evil.example/x" }, "https://relay.an.dev//evil.example/x"],
  [{ path: "/a?b=1" }, "https://relay.an.dev/a?b=1"],
  [{ path: "/a?b=1", query: [["c", "d e&f"]] }, "https://relay.an.dev/a?b=1&c=d+e%26f"],
  [
    {
      path: "/a",
      query: [
        ["c", "1"],
        ["c", "2"],
      ],
    },
    "https://relay.an.dev/a?c=1&c=2",
  ],
  [{ path: "/a?b=%20c&d=%2F", query: [["e", "é"]] }, "https://relay.an.dev/a?b=%20c&d=%2F&e=%C3%A9"],
  [{ path: "/a?", query: [["b", "1"]] }, "https://relay.an.dev/a?b=1"],
  [{ path: "?a=1" }, "https://relay.an.dev/?a=1"],
  [{ path: "/a%20b" }, "https://relay.an.dev/a%20b"],
  [{ base: "https://a.example/relay/", path: "/v1" }, "https://a.example/relay/v1"],
  [{ base: "https://a.example/relay", path: "v1" }, "https://a.example/relay/v1"],
  [{ path: "https://relay.an.dev/v1" }, "https://relay.an.dev/v1"],
  [{ path: "/v1/chat/{agent}", agent: "my agent/x" }, "https://relay.an.dev/v1/chat/my%20agent%2Fx"],
  [{ base: "http://127.0.0.1:3009", path: "/health" }, "http://127.0.0.1:3009/health"],
];

for (const [parts, url] of URLS) {
  test(`${parts.path} below ${parts.base ?? "the API"} is ${url}`, () => assert.equal(build(parts), url));
}

const REFUSED: readonly Parts[] = [
  { path: "https://evil.example/v1" },
  { path: "http://relay.an.dev/v1" },
  { path: "https://relay.an.dev:8443/v1" },
  { path: "https://relay.an.dev@evil.example/v1" },
  { path: "HTTPS://evil.example" },
  { path: "https://me:hunter2@relay.an.dev/v1" },
  { path: "" },
  { path: "/a#b" },
  { path: "/a b" },
  { path: "/a\nb" },
  { path: "/a\u0000" },
  { path: "/v1/chat/{agent}" },
];

for (const parts of REFUSED) {
  test(`${JSON.stringify(parts.path)} is refused before anything is sent`, () => {
    assert.throws(() => build(parts), UsageError);
  });
}

/** The key goes to one origin; whatever the path is, it cannot name another. */
const ESCAPES = [
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "@evil.example",
  ":80@evil.example/",
  ".evil.example",
  "https:/evil.example",
  "/..//evil.example",
  "?@evil.example",
  "#@evil.example",
];

for (const path of ESCAPES) {
  test(`the path ${JSON.stringify(path)} leads to no other host`, () => {
    try {
      assert.equal(new URL(build({ path })).origin, "https://relay.an.dev");
    } catch (error) {
      assert.ok(error instanceof UsageError, String(error));
    }
  });
}

test("a pair is split at its first equals sign", () => {
  assert.deepEqual(readPair("a=b=c", "-f"), ["a", "b=c"]);
  assert.deepEqual(readPair("a=", "-f"), ["a", ""]);
  for (const text of ["a", "=b", ""]) assert.throws(() => readPair(text, "-f"), UsageError, text);
});
