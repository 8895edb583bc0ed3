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
  readonly tool: string;
}

/** What a stream is made from. */
export interface StreamScript {
  readonly reply: string;
  readonly ids: StreamIds;
  /** True where a tool is called before the text: the user's own text asked for it with `[tool]`. */
  readonly usesTool: boolean;
  /** How the runtime says that the run ended where nothing failed. */
  readonly goodEnd: "success" | "error_max_budget_usd";
  /** Asked when the metadata is due. */
  readDurationMs(): number;
}

type Part = Readonly<Record<string, unknown>>;

/**
 * The parts of a UI message stream (AI SDK v5) that says the reply, one word a delta: start, the call of a tool where one
 * is used, text-start, text-delta…, text-end, message-metadata, finish.
 */
export function* makeStreamParts(script: StreamScript): Generator<Part> {
  const { ids } = script;
  yield { type: "start", messageId: ids.message };
  if (script.usesTool) yield* makeToolParts(ids.tool);
  yield { type: "text-start", id: ids.text };
  for (const delta of script.reply.match(/\s*\S+/g) ?? []) yield { type: "text-delta", id: ids.text, delta };
  yield { type: "text-end", id: ids.text };
  yield makeMetadata(script, true);
  yield { type: "finish" };
}

/** What ends a stream: what it cost, and whether it went well. A run that failed says neither tokens nor cost (recorded). */
export function makeMetadata({ ids, goodEnd, readDurationMs }: StreamScript, isGood: boolean): Part {
  const spent = isGood ? { totalCostUsd: RUN_COST_USD, ...RUN_TOKENS } : {};
  const durationMs = readDurationMs();
  const resultSubtype = isGood ? goodEnd : "error";
  const messageMetadata = { sessionId: ids.session, ...spent, durationMs, resultSubtype, finalTextId: ids.text };
  return { type: "message-metadata", messageMetadata };
}

/** The call of a tool that reads a file, as the recorded streams show it. */
function* makeToolParts(toolCallId: string): Generator<Part> {
  const input = { file_path: "/home/user/hello.txt" };
  yield { type: "tool-input-start", toolCallId, toolName: "Read" };
  yield { type: "tool-input-delta", toolCallId, inputTextDelta: JSON.stringify(input) };
  yield { type: "tool-input-available", toolCallId, toolName: "Read", input };
  yield { type: "tool-output-available", toolCallId, output: "Hello from the embedded API." };
}
