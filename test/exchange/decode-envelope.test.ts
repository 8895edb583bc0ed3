import assert from "node:assert/strict";
import { test } from "node:test";
import { answeredDocumented, answeredText, SAMPLE_KEY } from "../../src/causes/example.js";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import { DEVIATIONS, type Deviation } from "../../src/exchange/envelope.js";
import type { Exchange, Response } from "../../src/exchange/exchange.js";
import { gatherFacts } from "../../src/exchange/gather-facts.js";
import { answerOf, documentedBody } from "./answers.js";

function facts(response: Response) {
  return gatherFacts({ request: null, response, failure: null, sentAt: null, receivedAt: null });
}

function deviationsOf(response: Response): readonly Deviation[] {
  return facts(response).envelope.deviations;
}

const limited = (
  members: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  answerOf(429, documentedBody({ code: "rate_limit_exceeded", status: 429, ...members }), {
    "content-type": "application/json",
    ...headers,
  });

/** For each deviation an answer that shows it, and what else it shows. */
const ANSWERS: Readonly<Partial<Record<Deviation, readonly [Response, ...(readonly Deviation[])]>>> = {
  status_missing: [answerOf(401, documentedBody({ status: undefined }))],
  status_disagrees: [answerOf(401, documentedBody({ status: 403 }))],
  status_not_a_number: [answerOf(401, documentedBody({ status: "401" }))],
  status_undocumented: [answerOf(402, documentedBody({ code: "budget_exceeded", status: 402 }))],
  code_missing: [answerOf(401, documentedBody({ code: undefined }))],
  code_undocumented: [answerOf(404, documentedBody({ code: "agent_not_found", status: 404 }))],
  code_disagrees_with_status: [answerOf(403, documentedBody({ code: "invalid_request", status: 403 }))],
  message_missing: [answerOf(401, documentedBody({ message: undefined }))],
  error_is_a_string: [
    answerOf(401, '{"error":"Invalid API key"}'),
    "error_not_nested",
    "code_missing",
    "status_missing",
  ],
  error_not_nested: [answerOf(401, '{"code":"unauthorized","message":"x","status":401}')],
  members_undocumented: [answerOf(401, documentedBody({ hint: "x" }))],
  not_json: [answerOf(503, "no healthy upstream", { "content-type": "text/plain" })],
  json_in_a_string: [answerOf(401, JSON.stringify(documentedBody())), "error_not_nested", "code_missing"],
  body_empty: [answerOf(500, "")],
  body_truncated: [
    answerOf(500, { text: '{"error":{"co', base64: null, bytes: 13, truncated: true }),
    "not_json",
    "content_type_wrong",
  ],
  content_type_missing: [answerOf(401, documentedBody(), { date: "x" })],
  content_type_wrong: [answerOf(401, documentedBody(), { "content-type": "text/html" })],
  retry_after_missing: [limited({})],
  retry_after_not_a_number: [limited({ retryAfter: null })],
  retry_after_is_text: [limited({ retryAfter: "60" })],
  retry_after_fractional: [limited({ retryAfter: 0.5 })],
  retry_after_negative: [limited({ retryAfter: -5 })],
  retry_after_out_of_range: [limited({ retryAfter: 1e12 })],
  retry_after_disagrees: [limited({ retryAfter: 5 }, { "retry-after": "60" })],
  retry_after_header_invalid: [limited({ retryAfter: 5 }, { "retry-after": "soon" })],
};

for (const [deviation, entry] of Object.entries(ANSWERS)) {
  if (entry === undefined) continue;
  const [response, ...others] = entry;
  test(`an answer shows ${[deviation, ...others].join(" and ")}, and nothing else`, () => {
    const found = deviationsOf(response);
    assert.ok(found.includes(deviation as Deviation), String(found));
    if (deviation !== "json_in_a_string")
      assert.deepEqual([...found].sort(), [deviation, ...others].sort(), "nothing else is wrong with it");
  });
}

/** Deviations of a whole exchange, which the envelope alone cannot show. */
const EXCHANGES: Readonly<Partial<Record<Deviation, Exchange>>> = {
  secret_in_answer: answeredText({}, 500, `<title>Error</title><pre>Error: params: ${SAMPLE_KEY}</pre>`),
  error_after_success_status: {
    ...answeredDocumented({}, 200, "sandbox_error", "It broke"),
  },
};

for (const [deviation, exchange] of Object.entries(EXCHANGES)) {
  test(`an exchange shows ${deviation} in the contract of its first diagnosis`, () => {
    const [first] = diagnose(exchange);
    assert.ok(first?.contract.deviations.includes(deviation as Deviation), String(first?.contract.deviations));
  });
}

test("every deviation is shown by an example", () => {
  assert.deepEqual(
    DEVIATIONS.filter((name) => !Object.hasOwn(ANSWERS, name) && !Object.hasOwn(EXCHANGES, name)),
    [],
  );
});

test("the documented envelope deviates in nothing", () => {
  assert.deepEqual(deviationsOf(answerOf(401, documentedBody())), []);
  assert.deepEqual(deviationsOf(limited({ retryAfter: 60 })), []);
  assert.deepEqual(deviationsOf(limited({ retryAfter: 60 }, { "retry-after": "60" })), []);
});

test("a good answer is compared with no error envelope", () => {
  assert.deepEqual(deviationsOf(answerOf(200, '{"id":"7"}')), []);
});

test("a header that is unknown is not missed", () => {
  assert.deepEqual(deviationsOf(answerOf(401, documentedBody(), {})), []);
});

test("the words of a page become the message, without its markup and scripts", () => {
  const page =
    "<html><head><title>502 Bad Gateway</title><style>p{}</style></head><body><h1>Bad &amp; worse</h1><script>x()</script></body></html>";
  const { message } = facts(answerOf(502, page, { "content-type": "text/html" }));
  assert.match(message, /502 Bad Gateway/);
  assert.match(message, /Bad & worse/);
  assert.doesNotMatch(message, /x\(\)|p\{|</);
});

const OTHER_MESSAGES: readonly (readonly [string, string])[] = [
  ['{"detail":"Not Found"}', "Not Found"],
  ['{"message":"no route"}', "no route"],
  ['{"error_description":"bad"}', "bad"],
  ['{"errors":[{"message":"first"},{"message":"second"}]}', "first"],
  ['"oops"', "oops"],
];

for (const [body, message] of OTHER_MESSAGES) {
  test(`the message of ${body} is read`, () => assert.equal(facts(answerOf(404, body)).message, message));
}

test("a message of any length is cut to 4,096 characters", () => {
  assert.equal(facts(answerOf(401, documentedBody({ message: "x".repeat(100_000) }))).message.length, 4096);
});
