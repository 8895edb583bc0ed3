import type { AnswerHeaders } from "./answer.js";

/** The headers of a chat stream, as the published server sends them (observed; `none` is no registered coding). */
export const STREAM_HEADERS: AnswerHeaders = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-cache",
  "X-Vercel-AI-UI-Message-Stream": "v1",
  "X-Accel-Buffering": "no",
  "Content-Encoding": "none",
};

/** What every run costs in the embedded API, in US dollars. */
export const RUN_COST_USD = 0.0042;
/** The tokens that every run uses. */
export const RUN_TOKENS = { inputTokens: 1200, outputTokens: 45, totalTokens: 1245 } as const;
/** A held stream stops after this many parts: start, text-start and the first text-delta. */
export const HELD_PARTS = 3;

/** Longest part of the user's own text that the answer repeats, in characters. */
const MAX_ECHO = 200;

/** What the agent answers to a user's text: that no agent ran, and the text. */
export function writeReply(userText: string): string {
  return `This is the embedded API: no agent ran. You said: ${userText.slice(0, MAX_ECHO)}`;
}

/** The ids in a stream. */
export interface StreamIds {
  readonly message: string;
  readonly text: string;
  readonly session: string;
}

/**
 * The parts of a UI message stream (AI SDK v5) that says `reply`, one word a delta: start, text-start, text-delta…,
 * text-end, message-metadata, finish. `readDurationMs` is asked when the metadata is due.
 */
export function* makeStreamParts(reply: string, ids: StreamIds, readDurationMs: () => number): Generator<object> {
  yield { type: "start", messageId: ids.message };
  yield { type: "text-start", id: ids.text };
  for (const delta of reply.match(/\s*\S+/g) ?? []) yield { type: "text-delta", id: ids.text, delta };
  yield { type: "text-end", id: ids.text };
  yield {
    type: "message-metadata",
    messageMetadata: {
      sessionId: ids.session,
      totalCostUsd: RUN_COST_USD,
      ...RUN_TOKENS,
      durationMs: readDurationMs(),
      resultSubtype: "success",
      finalTextId: ids.text,
    },
  };
  yield { type: "finish" };
}
