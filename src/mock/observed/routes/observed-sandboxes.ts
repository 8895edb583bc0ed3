import { answerJson } from "../../answer.js";
import { readText } from "../../read-member.js";
import { SANDBOX_ROUTES } from "../../routes/sandboxes.js";
import { THREAD_ROUTES } from "../../routes/threads.js";
import { AGENTS, type Thread } from "../../state.js";
import { BUDGET_AGENT, DRAFT_AGENT } from "../fixtures.js";
import {
  findAnySandbox,
  findObservedThread,
  findRuntime,
  needBody,
  type ObservedRoute,
  refuseGone,
} from "../observed-call.js";
import { refuseNested } from "../observed-refusal.js";
import { runDocumented } from "../run-documented.js";

/** Sandboxes, commands and threads as the published server answers them. */
export const OBSERVED_SANDBOX_ROUTES: Readonly<Record<string, ObservedRoute>> = {
  "sandboxes.create": (call) => {
    needBody(call, "agent");
    const agent = readText(call.body, "agent");
    if (agent === "") return refuseNested(400, "invalid_request", "agent slug is required");
    findObservedAgent(agent);
    return runDocumented(SANDBOX_ROUTES, "sandboxes.create", call);
  },
  "sandboxes.get": (call) => {
    findAnySandbox(call);
    return runDocumented(SANDBOX_ROUTES, "sandboxes.get", call);
  },
  "sandboxes.delete": (call) => {
    findAnySandbox(call);
    return runDocumented(SANDBOX_ROUTES, "sandboxes.delete", call);
  },
  "sandboxes.exec": (call) => {
    needBody(call, "command");
    if (readText(call.body, "command") === "") return refuseNested(400, "invalid_request", "command is required");
    refuseGone(findRuntime(call));
    return runDocumented(SANDBOX_ROUTES, "sandboxes.exec", call);
  },
  "threads.list": (call) => {
    const newestFirst = [...findAnySandbox(call).threads.values()].reverse();
    return answerJson(200, newestFirst.map(summarize));
  },
  "threads.create": (call) => {
    findAnySandbox(call);
    return runDocumented(THREAD_ROUTES, "threads.create", call);
  },
  "threads.get": (call) => answerJson(200, describe(findObservedThread(call, findAnySandbox(call), "thread"))),
  "threads.delete": (call) => {
    findObservedThread(call, findAnySandbox(call), "threadId");
    return runDocumented(THREAD_ROUTES, "threads.delete", call);
  },
};

/** Refuses with 404 an agent that does not exist, and with 500 one that was never deployed (both recorded). */
export function findObservedAgent(slug: string): void {
  if (slug === DRAFT_AGENT) {
    refuseNested(500, "internal_error", "RELAY_SANDBOX_TEMPLATE env var is required for E2B sandboxes");
  }
  if (!AGENTS.has(slug) && slug !== BUDGET_AGENT) {
    refuseNested(404, "agent_not_found", `Agent "${slug}" not found`);
  }
}

function summarize({ id, name, status, createdAt, updatedAt }: Thread): object {
  return { id, name, status, createdAt, updatedAt };
}

/** A thread that holds no message has null there (recorded). */
function describe(thread: Thread): object {
  return { ...thread, messages: thread.messages.length === 0 ? null : thread.messages };
}
