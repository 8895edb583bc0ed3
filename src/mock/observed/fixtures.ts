import { RUN_COST_USD, RUN_TOKENS } from "../chat-stream.js";
import { addSandbox, addThread, SEEDED_SANDBOX_ID, type State, type Thread } from "../state.js";

/** What is wrong with a key that the observed dialect knows from the start. */
export type KeyTrouble = "inactive" | "expired" | "no_team" | "limited";

/** Keys with something wrong, by the one digit that they repeat: `21st_sk_` and 64 times that digit. */
export const TROUBLED_KEYS: ReadonlyMap<string, KeyTrouble> = new Map([
  [sampleKey("2"), "inactive"],
  [sampleKey("3"), "expired"],
  [sampleKey("4"), "no_team"],
  [sampleKey("5"), "limited"],
]);

/** How many vault requests the key `limited` may make; the counter of the published server has no reset. */
export const VAULT_REQUEST_LIMIT = 3;

/** The sandbox whose runtime is gone. */
export const DEAD_SANDBOX_ID = "22222222-2222-4222-8222-222222222222";
/** The sandbox that never got a runtime. */
export const EMPTY_SANDBOX_ID = "33333333-3333-4333-8333-333333333333";
/** The sandbox whose budget is spent. */
export const SPENT_SANDBOX_ID = "55555555-5555-4555-8555-555555555555";
/** The agent that exists but was never deployed. */
export const DRAFT_AGENT = "draft-agent";
/** The agent that was deployed with a budget of so many US dollars for each sandbox. */
export const BUDGET_AGENT = "budget-agent";
export const BUDGET_AGENT_USD = 1;

/** The sample key that repeats a digit. */
export function sampleKey(digit: string): string {
  return `21st_sk_${digit.repeat(64)}`;
}

/** Adds what the recorded requests of the published server find: sandboxes in trouble, and threads in every status. */
export function addFixtures(state: State): void {
  addSandbox(state, DEAD_SANDBOX_ID, "my-agent", "idead000000000000001").trouble = "gone";
  addSandbox(state, EMPTY_SANDBOX_ID, "my-agent").trouble = "no_provider";
  addSandbox(state, SPENT_SANDBOX_ID, BUDGET_AGENT).spentUsd = 1.25;
  const seeded = state.sandboxes.get(SEEDED_SANDBOX_ID);
  if (seeded === undefined) return;
  const add = (digit: number, name: string): Thread =>
    addThread(state, seeded, name, `10000000-0000-4000-8000-00000000000${digit}`);
  add(4, "Cancelled thread").error = "cancelled: cancelled by user";
  add(3, "Failed thread").error = "sandbox_error: API Error: 529 Overloaded";
  const finished = add(2, "Finished thread");
  finished.usage = { ...RUN_TOKENS, totalCostUsd: RUN_COST_USD, durationMs: 2100 };
  finished.messages.push(
    { id: "m1", role: "user", parts: [{ type: "text", text: "Hi" }] },
    { id: "m2", role: "assistant", parts: [{ type: "text", text: "Hello" }] },
  );
  add(1, "Idle thread");
  const statuses = { Cancelled: "cancelled", Failed: "error", Finished: "completed" } as const;
  for (const thread of seeded.threads.values()) {
    for (const [word, status] of Object.entries(statuses)) {
      if (thread.name?.startsWith(word) === true) thread.status = status;
    }
  }
}
