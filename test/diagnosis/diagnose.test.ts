import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import { ALL_CAUSES } from "../../src/causes/all-causes.js";
import { sampleToken } from "../../src/causes/evidence/sample-token.js";
import {
  answeredDocumented,
  answeredJson,
  answeredStream,
  SAMPLE_CHAT,
  SAMPLE_KEY,
  SAMPLE_TIME,
  type SampleRequest,
  unanswered,
} from "../../src/causes/example.js";
import { diagnose, diagnoseWith } from "../../src/diagnosis/diagnose.js";
import type { Exchange } from "../../src/exchange/exchange.js";
import { readHar } from "../../src/exchange/read-har.js";
import { readSubject } from "../../src/exchange/read-subject.js";

function throttled(members: Readonly<Record<string, unknown>>): Exchange {
  const error = { code: "rate_limit_exceeded", message: "Too many requests", status: 429, ...members };
  return answeredJson({}, 429, { error });
}

test("a good answer has no diagnosis", () => {
  assert.deepEqual(diagnose(answeredJson({}, 200, { id: "7", status: "active", error: null })), []);
});

test("a diagnosis has the members of the JSON contract, and no others", () => {
  const [first] = diagnose(throttled({ retryAfter: 60 }));
  assert.deepEqual(Object.keys(first ?? {}).sort(), [
    ...["cause", "code", "confidence", "contract", "docs", "evidence", "explanation", "fixes", "layer", "message"],
    ...["reportedCode", "retry", "severity", "status", "title"],
  ]);
  assert.deepEqual(first?.retry, {
    class: "after_delay",
    waitSeconds: 60,
    source: "body",
    at: new Date(SAMPLE_TIME + 120 + 60_000).toISOString(),
  });
  assert.deepEqual(first?.contract, { shape: "documented", deviations: [] });
});

test("where the time of receipt is unknown, so is the end of the wait", () => {
  const [first] = diagnose({ ...throttled({ retryAfter: 60 }), sentAt: null, receivedAt: null });
  assert.deepEqual([first?.retry.waitSeconds, first?.retry.at], [60, null]);
});

test("the end of a wait of a hundred years can be written", () => {
  const [first] = diagnose(throttled({ retryAfter: 1e300 }));
  assert.match(first?.retry.at ?? "", /^21\d\d-/);
  assert.ok(first?.contract.deviations.includes("retry_after_out_of_range"));
});

test("a HAR's entry ends its wait by its own time", () => {
  const entry = {
    startedDateTime: "2020-01-01T00:00:00Z",
    time: 500,
    request: { method: "GET", url: "https://relay.an.dev/v1/sandboxes/x", headers: [] },
    response: {
      status: 429,
      headers: [{ name: "Retry-After", value: "10" }],
      content: { text: '{"error":{"code":"rate_limit_exceeded","message":"x","status":429}}' },
    },
  };
  const [exchange] = readHar(JSON.stringify({ log: { entries: [entry] } })) ?? [];
  assert.ok(exchange !== undefined);
  assert.equal(diagnose(exchange)[0]?.retry.at, "2020-01-01T00:00:10.500Z");
});

test("the reported code is kept, and mapped only where it is documented", () => {
  const [unknown] = diagnose(answeredDocumented({}, 418, "teapot_mode", "x"));
  assert.deepEqual([unknown?.reportedCode, unknown?.code], ["teapot_mode", null]);
  const [agent] = diagnose(
    answeredJson({ path: "/v1/sandboxes", json: { agent: "a" } }, 404, {
      error: { code: "agent_not_found", message: 'Agent "a" not found' },
    }),
  );
  assert.deepEqual([agent?.reportedCode, agent?.code], ["agent_not_found", "not_found"]);
});

test("an error that a good answer merely stores is a warning", () => {
  const [first] = diagnose(
    answeredJson({}, 200, { id: "7", status: "error", error: "sandbox_error: [agent_execute] it broke" }),
  );
  assert.deepEqual([first?.severity, first?.reportedCode], ["warning", "sandbox_error"]);
});

test("of a page without words, pasted without its status, the page itself is what was seen", () => {
  const page = "<body><form action='/login'></form></body></html>";
  const [first] = (readSubject(page, "json") ?? []).flatMap(diagnose);
  assert.equal(first?.cause, "gateway.not_the_api");
  assert.deepEqual(first.evidence, [{ where: "response.body", saw: page }]);
  assert.doesNotMatch(first.explanation, /status/, "none is known");
});

test("what was seen is quoted, not reprinted", () => {
  for (const { evidence } of diagnose(answeredDocumented({}, 500, "internal_error", "x".repeat(5000)))) {
    for (const { saw } of evidence) assert.ok(saw.length <= 200, String(saw.length));
  }
});

const PASSWORD = "Sw0rdf1sh&co/+=";
const COOKIE = "c00kie-value-1234";
const TOKEN = sampleToken();

/** Every place of a request in which a secret can stand. */
const SECRET_REQUESTS: Readonly<Record<string, readonly [SampleRequest, string]>> = {
  "the key": [{}, SAMPLE_KEY],
  "a token": [{ authorization: `Bearer ${TOKEN}` }, TOKEN],
  "a key that is mangled": [{ authorization: `Bearer "${SAMPLE_KEY}"` }, SAMPLE_KEY],
  "a key of another service": [{ authorization: "Bearer ghp_0123456789abcdefABCDEF" }, "ghp_0123456789abcdefABCDEF"],
  "a Basic credential": [{ authorization: `Basic ${btoa(`me:${PASSWORD}`)}` }, btoa(`me:${PASSWORD}`)],
  "a key in x-api-key": [{ authorization: null, headers: { "x-api-key": SAMPLE_KEY } }, SAMPLE_KEY],
  "a key in the query": [{ authorization: null, path: `/v1/sandboxes/x?api_key=${PASSWORD}` }, PASSWORD],
  "a cookie": [{ headers: { cookie: `session=${COOKIE}; a=b` } }, COOKIE],
  "a proxy's password": [
    { headers: { "proxy-authorization": `Basic ${btoa(`me:${PASSWORD}`)}` } },
    btoa(`me:${PASSWORD}`),
  ],
  "a value of envs": [{ path: "/v1/sandboxes", json: { agent: "a", envs: { DB: PASSWORD } } }, PASSWORD],
  "a vault's credential": [
    {
      path: "/v1/mcp/vaults/x/credentials",
      json: { serverUrl: "https://a.b", auth: { type: "bearer", token: PASSWORD } },
    },
    PASSWORD,
  ],
  "a git token": [{ path: "/v1/sandboxes/x/git/clone", json: { url: "https://a.b", token: PASSWORD } }, PASSWORD],
  "a URL's password": [
    { path: `https://me:${PASSWORD.replace("/", "")}@relay.an.dev/v1/sandboxes` },
    PASSWORD.replace("/", ""),
  ],
};

const ECHOES: Readonly<Record<string, (secret: string) => string>> = {
  "as it is": (secret) => secret,
  "in base64": (secret) => Buffer.from(`Bearer ${secret}`).toString("base64"),
  "percent-encoded": (secret) => encodeURIComponent(secret),
  "in JSON": (secret) => JSON.stringify(JSON.stringify(secret)),
  "in the middle of words": (secret) => `before${secret}after`,
};

for (const [place, [request, secret]] of Object.entries(SECRET_REQUESTS)) {
  test(`${place} is in no diagnosis, however the answer repeats it`, () => {
    for (const [form, echo] of Object.entries(ECHOES)) {
      const told = echo(secret);
      const answers = [
        answeredDocumented(request, 401, "unauthorized", `Invalid key ${told}`),
        answeredDocumented(request, 418, told, told),
        answeredJson(request, 500, {
          error: { code: "internal_error", message: `Failed query: select 1\nparams: ${told},1` },
        }),
        answeredJson(request, 200, { id: "7", error: `sandbox_error: ${told}` }),
        answeredStream([{ type: "error", errorText: `[tool:${told}] ${told}` }], { request }),
        unanswered({ kind: "other", code: "X", message: `cannot send ${told}` }, request),
      ];
      for (const exchange of answers) {
        const text = JSON.stringify(diagnose(exchange));
        assert.ok(!text.includes(JSON.stringify(told).slice(1, -1)), `${form}: ${text}`);
        assert.ok(!text.includes(JSON.stringify(secret).slice(1, -1)), `${form}: ${text}`);
      }
    }
  });
}

const HOSTILE = "\u001b[2Ja\u202eb\u200bc\r::error::d\n::add-mask::e\u0007\u{e0041}##[group]";

test("hostile text of a server is harmless in every member", () => {
  const requests: readonly SampleRequest[] = [
    {},
    { path: `/v1/sandboxes/${encodeURIComponent(HOSTILE)}` },
    { path: "/v1/chat/x", json: { ...SAMPLE_CHAT, sandboxId: HOSTILE, [HOSTILE]: 1, options: { [HOSTILE]: HOSTILE } } },
    { authorization: `Bearer ${HOSTILE}` },
    { method: HOSTILE, path: `https://${HOSTILE}/x` },
  ];
  for (const request of requests) {
    for (const status of [200, 400, 401, 403, 404, 409, 422, 429, 500, 503]) {
      const exchanges = [
        answeredDocumented(request, status, HOSTILE, `Sandbox "${HOSTILE}" not found`),
        answeredJson(request, status, { error: `${HOSTILE} is required`, hint: HOSTILE }),
        answeredJson(request, status, { id: "7", error: `sandbox_error: ${HOSTILE}` }),
        unanswered({ kind: "refused", code: HOSTILE, message: HOSTILE }, request),
      ];
      for (const diagnosis of exchanges.flatMap(diagnose)) checkHarmless(diagnosis);
    }
  }
});

/** No control characters but line feeds and tabs, nothing invisible, no workflow command at the start of a line. */
function checkHarmless(value: unknown): void {
  if (typeof value === "string") {
    assert.doesNotMatch(
      value,
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/u,
    );
    assert.doesNotMatch(value, /^[ \t]*::|##\[/m);
  } else if (typeof value === "object" && value !== null) Object.values(value).forEach(checkHarmless);
}

const EVIL = "$(reboot);`id`'\"&|<>";
const EVIL_REQUESTS: readonly SampleRequest[] = [
  { path: `/v1/sandboxes/${encodeURIComponent(EVIL)}` },
  { path: `/v1/chat/${encodeURIComponent(EVIL)}`, json: { ...SAMPLE_CHAT, sandboxId: EVIL, threadId: EVIL } },
  { path: `/v1/sandboxes/${EVIL}/files?path=${encodeURIComponent(EVIL)}` },
  { path: `/${EVIL}` },
];
const NAMING_CODES = ["sandbox_not_found", "agent_not_found", "stream_active", "session_expired", "invalid_request"];

for (const code of NAMING_CODES) {
  test(`nothing of a request becomes part of a command that a shell could misread, for ${code}`, () => {
    const answers = EVIL_REQUESTS.flatMap((request) =>
      [400, 402, 404, 409, 429, 500].map((status) => answeredDocumented(request, status, code, `${EVIL} is required`)),
    );
    for (const { command } of answers.flatMap(diagnose).flatMap(({ fixes }) => fixes)) {
      const bare = (command ?? "").replace(/'[^']*'|\\'/g, "");
      assert.doesNotMatch(bare, /\$\(reboot|`id`|;/, command ?? "");
    }
  });
}

test("the causes can be given", () => {
  const exchange = answeredDocumented({}, 401, "unauthorized", "Invalid or missing API key");
  assert.deepEqual(diagnoseWith([], exchange), []);
  assert.deepEqual(diagnoseWith(ALL_CAUSES, exchange), diagnose(exchange));
});
