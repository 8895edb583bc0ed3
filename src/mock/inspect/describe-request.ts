import { collectSecrets } from "../../exchange/collect-secrets.js";
import { type Header, textBody } from "../../exchange/exchange.js";
import { createRedactor, type Redactor } from "../../text/redact.js";
import type { Ending, RecordedRequest } from "./recorded-request.js";

/** What a request was answered, for people and programs. Durations are ms. */
export interface MockAnswer {
  /** Null where a fault kept any status from going out. */
  readonly status: number | null;
  readonly code: string | null;
  readonly retryAfterSeconds: number | null;
  /** The fault that was played, or null. */
  readonly fault: string | null;
  /** The `errorText` that a stream told, or null. */
  readonly streamError: string | null;
  /** From the request's head to the end of the answer; null while it goes on. */
  readonly durationMs: number | null;
  /** How it ended; null while it goes on. */
  readonly ending: Ending | null;
  readonly headers: readonly Header[];
  /** The body, at most its first 64 KiB. */
  readonly body: string;
  readonly bodyBytes: number;
}

/** A request that reached the embedded API. Credentials and other secrets are hidden in every text. */
export interface MockRequest {
  /** Counts from 1. */
  readonly n: number;
  /** When its head came, as ISO 8601. */
  readonly at: string;
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  /** Path and query. */
  readonly target: string;
  /** What it authenticated itself with: the key, a token, something else, or nothing. */
  readonly credential: "key" | "token" | "other" | "none";
  readonly headers: readonly Header[];
  /** The body, at most its first 64 KiB. */
  readonly body: string;
  readonly bodyBytes: number;
  readonly answer: MockAnswer;
}

/** Describes recorded requests without their secrets. */
export class RequestDescriber {
  readonly #redactKey: Redactor;
  #others = { secrets: "[]", redact: (text: string) => text };

  /** `key` is the one that the embedded API accepts. */
  constructor(private readonly key: string) {
    this.#redactKey = createRedactor([key]);
  }

  /** What is known of a request by now. */
  describe(record: RecordedRequest): MockRequest {
    const { method, answer } = record;
    const redact = this.#createRedactor(record);
    const clean = (list: readonly Header[]) => list.map(({ name, value }) => ({ name, value: redact(value) }));
    return {
      n: record.n,
      at: new Date(record.startedAtMs).toISOString(),
      method,
      path: redact(record.path),
      target: redact(record.target),
      credential: nameCredential(record.authorization, this.key),
      headers: clean(record.headers),
      body: redact(record.text),
      bodyBytes: record.bytes,
      answer: {
        status: answer.status,
        code: answer.code,
        retryAfterSeconds: answer.retryAfterSeconds,
        fault: answer.fault,
        streamError: answer.stream?.errorText ?? null,
        durationMs: answer.endedMs === null ? null : Math.round(answer.endedMs - record.receivedMs),
        ending: answer.ending,
        headers: clean(answer.headers),
        body: redact(answer.text),
        bodyBytes: answer.bytes,
      },
    };
  }

  /** The same as a value that lives: what costs something, or changes, is read when it is asked for. */
  describeLive(record: RecordedRequest): MockRequest {
    const read = () => this.describe(record);
    const live = {
      n: record.n,
      get at() {
        return new Date(record.startedAtMs).toISOString();
      },
      method: record.method,
      get path() {
        return read().path;
      },
      get target() {
        return read().target;
      },
      credential: nameCredential(record.authorization, this.key),
      get headers() {
        return read().headers;
      },
      get body() {
        return read().body;
      },
      get bodyBytes() {
        return record.bytes;
      },
      get answer() {
        return read().answer;
      },
    };
    // Else each member would be read by itself, and all be described each time.
    return Object.defineProperty(live, "toJSON", { value: read });
  }

  /**
   * Hides the key and what else a request carries. Most requests carry the key alone, or the same as the one before, and a
   * redactor costs far more than its use.
   */
  #createRedactor({ method, target, headers, text }: RecordedRequest): Redactor {
    const secrets = collectSecrets({ method, url: target, headers, body: textBody(text) });
    const others = secrets.filter((secret) => secret !== this.key && secret !== `Bearer ${this.key}`);
    const known = JSON.stringify(others);
    if (known !== this.#others.secrets) this.#others = { secrets: known, redact: createRedactor(others) };
    const { redact } = this.#others;
    return (shown) => this.#redactKey(redact(shown));
  }
}

function nameCredential(authorization: string, key: string): MockRequest["credential"] {
  if (authorization === "") return "none";
  if (authorization === `Bearer ${key}`) return "key";
  return authorization.startsWith("Bearer an_t_") ? "token" : "other";
}
