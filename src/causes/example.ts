import {
  type Body,
  EMPTY_BODY,
  type Exchange,
  type Failure,
  type FailureKind,
  type Header,
  type Phase,
  textBody,
} from "../exchange/exchange.js";

/** A key of the right form that no server ever issued. */
export const SAMPLE_KEY = `21st_sk_${"0123456789abcdef".repeat(4)}`;
/** An id of the right form for a sandbox. */
export const SAMPLE_ID = "7b9f2c1e-5d3a-4f68-9a0b-1c2d3e4f5a6b";
/** An id of the right form for a thread or a vault. */
export const OTHER_ID = "c0ffee00-1111-4222-8333-444455556666";
/** A chat body that the server accepts. */
export const SAMPLE_CHAT = {
  messages: [{ id: "m1", role: "user", parts: [{ type: "text", text: "hi" }] }],
  sandboxId: SAMPLE_ID,
};
/** The time at which examples happen: 2026-06-20T10:00:00Z, in ms since 1970. */
export const SAMPLE_TIME = Date.UTC(2026, 5, 20, 10);

/** How an example's request was made. */
export interface SampleRequest {
  readonly method?: string;
  /** A path on the API's host, or an absolute URL. Default: a sandbox. */
  readonly path?: string;
  /** The whole `Authorization` header; null for none. Default: Bearer and a key of the right form. */
  readonly authorization?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON with its content type. */
  readonly json?: unknown;
  /** Sent as it is, without a content type of its own. */
  readonly text?: string;
}

function toHeaders(record: Readonly<Record<string, string>>): Header[] {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}

function sampleRequest(sample: SampleRequest): Exchange["request"] {
  const path = sample.path ?? `/v1/sandboxes/${SAMPLE_ID}`;
  const authorization = sample.authorization === undefined ? `Bearer ${SAMPLE_KEY}` : sample.authorization;
  const body: Body =
    sample.json !== undefined
      ? textBody(JSON.stringify(sample.json))
      : sample.text !== undefined
        ? textBody(sample.text)
        : EMPTY_BODY;
  const method = sample.method ?? (body.bytes > 0 ? "POST" : "GET");
  return {
    method,
    url: path.startsWith("http") ? path : `https://relay.an.dev${path}`,
    headers: toHeaders({
      ...(authorization === null ? {} : { authorization }),
      ...(sample.json === undefined ? {} : { "content-type": "application/json" }),
      ...sample.headers,
    }),
    body,
  };
}

function answer(
  request: SampleRequest,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Body,
): Exchange {
  return {
    request: sampleRequest(request),
    response: { status, headers: toHeaders(headers), body, headersKnown: true },
    failure: null,
    sentAt: SAMPLE_TIME,
    receivedAt: SAMPLE_TIME + 120,
  };
}

/** An exchange answered with JSON. */
export function answeredJson(
  request: SampleRequest,
  status: number,
  json: unknown,
  headers: Readonly<Record<string, string>> = {},
): Exchange {
  const type = { "content-type": "application/json; charset=utf-8" };
  return answer(request, status, { ...type, ...headers }, textBody(JSON.stringify(json)));
}

/** An exchange answered in the documented envelope. */
export function answeredDocumented(request: SampleRequest, status: number, code: string, message: string): Exchange {
  return answeredJson(request, status, { error: { code, message, status } });
}

/** An exchange answered with text of any type; "" and no type for an empty body. */
export function answeredText(
  request: SampleRequest,
  status: number,
  text: string,
  type = "text/html; charset=utf-8",
  headers: Readonly<Record<string, string>> = {},
): Exchange {
  return answer(request, status, { ...(type === "" ? {} : { "content-type": type }), ...headers }, textBody(text));
}

/** A chat answered with a stream of these events; `[DONE]` is written where `done` is not false. */
export function answeredStream(
  events: readonly Readonly<Record<string, unknown>>[],
  options: { readonly request?: SampleRequest; readonly done?: boolean } = {},
): Exchange {
  const lines = events.map((event) => `data: ${JSON.stringify(event)}\n\n`);
  if (options.done !== false) lines.push("data: [DONE]\n\n");
  return answer(
    options.request ?? { path: "/v1/chat/support", json: SAMPLE_CHAT },
    200,
    { "content-type": "text/event-stream", "x-vercel-ai-ui-message-stream": "v1" },
    textBody(lines.join("")),
  );
}

/** An exchange to which no answer came. */
export function unanswered(
  failure: {
    readonly kind: FailureKind;
    readonly code?: string;
    readonly phase?: Phase;
    readonly message?: string;
    readonly isGuess?: true;
  },
  request: SampleRequest = {},
): Exchange {
  const told: Failure = {
    kind: failure.kind,
    code: failure.code ?? null,
    phase: failure.phase ?? null,
    message: failure.message ?? failure.code ?? failure.kind,
    ...(failure.isGuess === true ? { isGuess: true } : {}),
  };
  return { request: sampleRequest(request), response: null, failure: told, sentAt: SAMPLE_TIME, receivedAt: null };
}
