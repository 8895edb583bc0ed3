import type { ChatRun } from "./chat-run.js";

/** Response headers by name. */
export type AnswerHeaders = Readonly<Record<string, string>>;

/** What the embedded API answers to one request: a whole body, or a chat stream to join. */
export type Answer =
  | { readonly kind: "whole"; readonly status: number; readonly headers: AnswerHeaders; readonly body: Buffer }
  | { readonly kind: "stream"; readonly run: ChatRun; readonly headers: AnswerHeaders };

/** An answer whose body is `value` as JSON. */
export function answerJson(status: number, value: unknown, headers: AnswerHeaders = {}): Answer {
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

/** An answer that joins a running chat. */
export function answerStream(run: ChatRun, headers: AnswerHeaders = {}): Answer {
  return { kind: "stream", run, headers };
}

/** The same answer with more headers. */
export function addHeaders(answer: Answer, headers: AnswerHeaders): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
