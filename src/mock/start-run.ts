import { ChatRun, type RunOutcome } from "./chat-run.js";
import { HELD_PARTS, makeStreamParts, RUN_COST_USD, RUN_TOKENS, writeReply } from "./chat-stream.js";
import { makeWord } from "./make-id.js";
import { readIsoTime, type Sandbox, type State, type Thread } from "./state.js";

/** How a run is wanted. */
export interface RunWish {
  readonly userText: string;
  readonly isBackground: boolean;
  /** True where the run waits to be cancelled after its first delta. */
  readonly isHeld: boolean;
}

/** Starts the canned run of a thread; it is the sandbox's `run` until it ends, and the thread then says how it ended. */
export function startRun(state: State, sandbox: Sandbox, thread: Thread, wish: RunWish): ChatRun {
  const startedAtMs = state.now();
  const readDurationMs = () => Math.max(0, state.now() - startedAtMs);
  const reply = writeReply(wish.userText);
  const ids = { message: makeWord(state.random, 16), text: state.makeId(), session: `sess-${state.makeId()}` };
  thread.status = "streaming";
  thread.error = null;
  thread.completedAt = null;
  const run = new ChatRun({
    parts: makeStreamParts(reply, ids, readDurationMs),
    holdAfter: wish.isHeld ? HELD_PARTS : null,
    isBackground: wish.isBackground,
    onEnd: (outcome) => {
      sandbox.run = null;
      const now = readIsoTime(state);
      sandbox.updatedAt = now;
      thread.updatedAt = now;
      recordOutcome(thread, outcome, now);
      if (outcome.status !== "completed") return;
      thread.messages.push({ id: ids.message, role: "assistant", parts: [{ type: "text", text: reply }] });
      thread.usage = { ...RUN_TOKENS, totalCostUsd: RUN_COST_USD, durationMs: readDurationMs() };
    },
  });
  sandbox.run = run;
  return run;
}

function recordOutcome(thread: Thread, outcome: RunOutcome, now: string): void {
  thread.status = outcome.status;
  if (outcome.status === "completed") thread.completedAt = now;
  else thread.error = `cancelled: ${outcome.reason}`;
}
