import { ChatRun, type RunOutcome } from "./chat-run.js";
import { RUN_COST_USD, RUN_TOKENS, writeReply } from "./chat-stream.js";
import type { StreamFault } from "./faults/fault.js";
import { makeWord } from "./make-id.js";
import { makeSteps } from "./make-steps.js";
import { readIsoTime, type Sandbox, type State, type Thread } from "./state.js";

/** How a run is wanted. */
export interface RunWish {
  readonly userText: string;
  /** The user's message where the thread keeps it only once it was answered (the published server does so); else null. */
  readonly message: unknown;
  readonly isBackground: boolean;
  /** True where the run waits to be cancelled after its first delta. */
  readonly isHeld: boolean;
  /** True where the run stops at the budget of the request: a good answer, but for one word in its metadata (recorded). */
  readonly stopsAtBudget: boolean;
  /** What goes wrong in its stream. */
  readonly fault: StreamFault | null;
}

const newestRuns = new WeakMap<Thread, ChatRun>();

/** Stops the run of a thread, where one goes on. */
export function cancelRun(thread: Thread): void {
  newestRuns.get(thread)?.cancel();
}

/** Starts the canned run of a thread; it is the sandbox's `run` until it ends, and the thread then says how it ended. */
export function startRun(state: State, sandbox: Sandbox, thread: Thread, wish: RunWish): ChatRun {
  const startedAtMs = state.now();
  const readDurationMs = () => Math.max(0, state.now() - startedAtMs);
  const reply = writeReply(wish.userText);
  const ids = {
    message: makeWord(state.random, 16),
    text: state.makeId(),
    session: `sess-${state.makeId()}`,
    tool: `toolu_${makeWord(state.random, 12)}`,
  };
  thread.status = "streaming";
  thread.error = null;
  thread.completedAt = null;
  const goodEnd = wish.stopsAtBudget ? "error_max_budget_usd" : "success";
  const script = { reply, ids, usesTool: wish.userText.includes("[tool]"), goodEnd, readDurationMs } as const;
  const run = new ChatRun({
    steps: makeSteps(script, wish.isHeld, wish.fault),
    isBackground: wish.isBackground,
    onEnd: (outcome) => {
      // In the observed dialect another run may have taken over.
      if (sandbox.run === run) sandbox.run = null;
      state.noteRunEnd();
      const now = readIsoTime(state);
      sandbox.updatedAt = now;
      thread.updatedAt = now;
      // Where another run has taken over its thread, what became of this one is lost (recorded).
      if (newestRuns.get(thread) !== run) return;
      recordOutcome(sandbox, thread, outcome, now);
      if (outcome.status !== "completed") return;
      sandbox.spentUsd += RUN_COST_USD;
      if (wish.message !== null) thread.messages.push(wish.message);
      thread.messages.push({ id: ids.message, role: "assistant", parts: [{ type: "text", text: reply }] });
      thread.usage = { ...RUN_TOKENS, totalCostUsd: RUN_COST_USD, durationMs: readDurationMs() };
    },
  });
  sandbox.run = run;
  newestRuns.set(thread, run);
  return run;
}

/** A failed run leaves its text on the thread and on the sandbox, there until the next good run (recorded). */
function recordOutcome(sandbox: Sandbox, thread: Thread, outcome: RunOutcome, now: string): void {
  thread.status = outcome.status;
  if (outcome.status !== "cancelled") thread.completedAt = now;
  if (outcome.status === "cancelled") thread.error = `cancelled: ${outcome.reason}`;
  if (outcome.status === "error") thread.error = `sandbox_error: ${outcome.errorText}`;
  if (outcome.status === "completed") sandbox.error = null;
  if (outcome.status === "error") sandbox.error = thread.error;
}
