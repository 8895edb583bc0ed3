import assert from "node:assert/strict";
import { test } from "node:test";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import { readMessage, readStatusInText } from "../../src/exchange/read-message.js";

const STATUSES: readonly (readonly [string, number | null])[] = [
  ["Request failed: 401", 401],
  ["Error: Request failed: 403", 403],
  ["AxiosError: Request failed with status code 429", 429],
  ["Failed to fetch token: 500", 500],
  ["HTTP 503", 503],
  ["HTTP/1.1 502 Bad Gateway", 502],
  ["status: 404", 404],
  ["statusCode=400", 400],
  ["Error code: 429 - {'error': 'x'}", 429],
  ["503 Service Unavailable", 503],
  ["The server said no (409)", 409],
  ["request failed: 401\n    at x.js:404:13", 401],
  ["Request failed: 200", null],
  ["Request failed: 4010", null],
  ["sandbox 404abc not found", null],
  ["took 429 ms", null],
  ["", null],
];

for (const [text, status] of STATUSES) {
  test(`the status in ${JSON.stringify(text)} is ${status}`, () => assert.equal(readStatusInText(text), status));
}

/** What users of @21st-sdk/node 0.1.1 saw thrown (api reference, section 11.3), and what it means without its request. */
const THROWN: readonly (readonly [string, RegExp])[] = [
  ["Request failed: 401", /^(?:key|token)\./],
  ["Request failed: 403", /^(?:key|token|access)\./],
  ["Request failed: 400", /^request\./],
  ["Request failed: 404", /^(?:route|resource|sandbox)\./],
  ["Request failed: 500", /^server\.internal$/],
  [
    "TypeError: Cannot convert argument to a ByteString because the character at index 79 has a value of 8230 which is greater than 255.",
    /^key\.mangled$/,
  ],
  ['Agent "my-agnet" not found', /^agent\.not_found$/],
  ["RELAY_SANDBOX_TEMPLATE env var is required for E2B sandboxes", /^agent\.not_deployed$/],
  [
    "Rate limit exceeded, please try again later - you have reached the maximum number of concurrent E2B sandboxes (20). If you need more, please contact us at 'https://e2b.dev/docs/getting-help'",
    /^sandbox\.limit_reached$/,
  ],
  ['Sandbox "0b5e2f4e-7c1d-4a3b-9e6f-1a2b3c4d5e6f" not found', /^sandbox\.not_found$/],
  ['Sandbox "undefined" not found', /^resource\.placeholder_id$/],
  ['Sandbox "inew0000000000000033" not found', /^resource\.wrong_id_kind$/],
  [
    'Failed query: select "id" from "an_threads" where "an_threads"."id" = $1\nparams: th_xyz789,1',
    /^resource\.(?:placeholder_id|malformed_id)$/,
  ],
  ['Thread "0b5e2f4e-7c1d-4a3b-9e6f-1a2b3c4d5e6f" not found', /^thread\.not_found$/],
  ["command is required", /^request\.missing_field$/],
  ["Command execution timed out", /^sandbox\.command_timeout$/],
  ["Paused sandbox idead000000000000001 not found", /^sandbox\.dead$/],
  ["path '/home/user/nope.txt' does not exist", /^file\.not_found$/],
  ['Path "/home/user" not found', /^file\.not_found$/],
  [
    "Cloning into '/home/user/repo'...\nremote: Repository not found.\nfatal: repository 'https://github.com/example/nope.git/' not found\n",
    /^sandbox\.git_clone_failed$/,
  ],
  ["threadId requires sandboxId", /^request\.missing_field$/],
  ["Cannot read properties of undefined (reading 'filter')", /^request\.message_format$/],
  ["messages is required and must not be empty", /^request\.(?:missing_field|message_format)$/],
  ['Thread "0b5e2f4e-7c1d-4a3b-9e6f-1a2b3c4d5e6f" not found in this sandbox', /^thread\.not_found$/],
  ['Token is not authorized for agent "my-agent"', /^token\.wrong_agent$/],
  ["Billing setup is required (missing_payment_method)", /^billing\.not_ready$/],
  ['Sandbox budget exceeded for "55555555-5555-4555-8555-555555555555"', /^budget\.sandbox$/],
  ['Vault "vault_123" is not a valid vault id', /^request\.vault_id_format$/],
  ["Failed to connect sandbox idead000000000000001: Paused sandbox idead000000000000001 not found", /^sandbox\.dead$/],
  ["Continuation session lost-11111111-2222-4333-8444-555555555555 is not available in sandbox", /^session\.expired$/],
  ["fetch failed [cause: ECONNREFUSED connect ECONNREFUSED 127.0.0.1:3009]", /^network\.refused$/],
  [
    "fetch failed [cause: ERR_SSL_WRONG_VERSION_NUMBER 806CED979B7F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:ssl3_record.c:350:\n]",
    /^network\.tls_protocol$/,
  ],
];

for (const [text, cause] of THROWN) {
  for (const prefix of text.startsWith("TypeError") ? [""] : ["", "Error: ", "Uncaught Error: "]) {
    test(`${JSON.stringify((prefix + text).slice(0, 80))} is ${cause.source}`, () => {
      assert.match(diagnose(readMessage(prefix + text))[0]?.cause ?? "nothing", cause);
    });
  }
}

test("an envelope within a message is read, with the status around it", () => {
  const { response } = readMessage('Error: 429 {"error":{"code":"rate_limit_exceeded","message":"x","status":429}}');
  assert.equal(response?.status, 429);
  assert.equal(response?.body.text, '{"error":{"code":"rate_limit_exceeded","message":"x","status":429}}');
});

test("braces that hold no envelope are words", () => {
  const { response } = readMessage('bad value {"a":1}');
  assert.equal(response?.body.text, '{"error":"bad value {\\"a\\":1}"}');
});

test("a stored error is read as one", () => {
  const [first] = diagnose(readMessage("cancelled: cancelled by user"));
  assert.equal(first?.cause, "stream.cancelled");
});

test("a message without words of its own has an empty body", () => {
  for (const text of ["Request failed: 500", "Error: Request failed with status code 500", "500"]) {
    assert.deepEqual([readMessage(text).response?.body.bytes, readMessage(text).response?.status], [0, 500], text);
  }
});
