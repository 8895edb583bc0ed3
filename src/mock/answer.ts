import type { ChatRun } from "./chat-run.js";

/** Response headers by name. */
export type AnswerHeaders = Readonly<Record<string, string>>;

/** An answer with a whole body. */
export interface WholeAnswer {
  readonly kind: "whole";
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Buffer;
  /** The error's code where the answer is one, and the wait that it tells, in seconds. */
  readonly told?: { readonly code: string; readonly retryAfterSeconds: number | null };
}

/** What the embedded API answers to one request: a whole body, or a chat stream to join. */
export type Answer =
  | WholeAnswer
  | { readonly kind: "stream"; readonly run: ChatRun; readonly sandboxId: string; readonly headers: AnswerHeaders };

/** An answer whose body is `value` as JSON. */
export function answerJson(status: number, value: unknown, headers: AnswerHeaders = {}): WholeAnswer {
  const body = Buffer.from(JSON.stringify(value));
  return { kind: "whole", status, headers: { "Content-Type": "application/json; charset=utf-8", ...headers }, body };
}

/** An answer without a body. */
export function answerEmpty(status: number): Answer {
  return { kind: "whole", status, headers: {}, body: Buffer.alloc(0) };
}

/** An answer of raw bytes. */
export function answerBytes(body: Buffer): Answer {
  return { kind: "whole", status: 200, headers: { "Content-Type": "application/octet-stream" }, body };
}

/** An answer that joins the running chat of a sandbox. */
export function answerStream(run: ChatRun, sandboxId: string): Answer {
  return { kind: "stream", run, sandboxId, headers: {} };
}

/** The same answer with more headers. */
export function addHeaders(answer: Answer, headers: AnswerHeaders): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
