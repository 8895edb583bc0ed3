import { type Answer, addHeaders, answerEmpty, answerJson, answerStream } from "../../answer.js";
import { isMembers, type Members } from "../../check-fields.js";
import { readList, readText, readTextOrNull } from "../../read-member.js";
import { startRun } from "../../start-run.js";
import { addSandbox, addThread, type Sandbox, type Thread } from "../../state.js";
import { checkObservedBudget, stopsAtBudget } from "../check-observed-budget.js";
import { FAILED_QUERY, isUuid } from "../failed-query.js";
import {
  findAnySandbox,
  needBody,
  type ObservedCall,
  type ObservedRoute,
  readParam,
  sayGone,
} from "../observed-call.js";
import { refuseNested } from "../observed-refusal.js";
import { findObservedAgent } from "./observed-sandboxes.js";

/** Chats as the published server answers them. */
export const OBSERVED_CHAT_ROUTES: Readonly<Record<string, ObservedRoute>> = {
  "chat.send": sendMessages,
  "chat.resume": (call) => {
    checkScope(call);
    const { run, id } = findAnySandbox(call);
    return run === null ? answerEmpty(204) : answerStream(run, id);
  },
  // The documentation says 204; the published server says what it did (recorded).
  "chat.cancel": (call) => {
    checkScope(call);
    const sandbox = findAnySandbox(call);
    if (sandbox.run === null) return answerJson(200, { ok: true, status: "idle" });
    sandbox.run.cancel();
    const streamId = `acp:${sandbox.providerId}-${call.state.makeId()}`;
    return answerJson(200, { ok: true, status: "cancelled", streamId });
  },
};

function sendMessages(call: ObservedCall): Answer {
  checkScope(call);
  needBody(call, "messages");
  const messages = readList(call.body, "messages");
  if (messages.length === 0) refuse("messages is required and must not be empty");
  const sandboxId = readText(call.body, "sandboxId");
  if (sandboxId === "") refuse("sandboxId is required");
  const agent = readParam(call, "agent");
  findObservedAgent(agent);
  const userText = readObservedText(messages);
  // An unknown id makes a sandbox of that name (recorded).
  const sandbox = call.state.sandboxes.get(sandboxId) ?? addSandbox(call.state, sandboxId, agent);
  checkObservedBudget(call, agent, sandbox);
  checkVaults(call);
  checkRuntime(sandbox);
  const thread = findThread(call, sandbox);
  const isBackground = readText(call.body, "mode") === "background";
  // No guard: a second message takes over, and the thread keeps that turn alone (recorded).
  const message = messages.at(-1) ?? null;
  const wish = {
    userText,
    message,
    stopsAtBudget: stopsAtBudget(call.body),
    isBackground: true,
    isHeld: call.wantsHold,
    fault: call.streamFault,
  };
  const run = startRun(call.state, sandbox, thread, wish);
  const answer = isBackground
    ? answerJson(202, { threadId: thread.id, sandboxId: sandbox.id, status: "running" })
    : answerStream(run, sandbox.id);
  return call.wantsHold ? addHeaders(answer, { "Preference-Applied": "hold" }) : answer;
}

function refuse(message: string): never {
  return refuseNested(400, "invalid_request", message);
}

/** Scope is told by 403 with the code invalid_request: status and code disagree (recorded). */
function checkScope(call: ObservedCall): void {
  if (call.caller.kind !== "token") return;
  const { agents, end_user_id } = call.caller.claims;
  const agent = readParam(call, "agent");
  if (agents !== undefined && !agents.includes(agent)) {
    refuseNested(403, "invalid_request", `Token is not authorized for agent "${agent}"`);
  }
  const user = readTextOrNull(call.body, "externalUserId");
  if (user !== null && end_user_id !== undefined && user !== end_user_id) {
    refuseNested(403, "invalid_request", "externalUserId does not match token end_user_id");
  }
}

/** The text of the last user message; the server takes `parts` apart without looking first (recorded). */
function readObservedText(messages: readonly unknown[]): string {
  const last = messages.filter(isMembers).findLast((message) => message["role"] === "user");
  if (last === undefined) return refuse("At least one user message is required");
  const parts = last["parts"];
  if (parts === undefined || parts === null) {
    refuseNested(500, "internal_error", `Cannot read properties of ${String(parts)} (reading 'filter')`);
  }
  if (!Array.isArray(parts)) return refuseNested(500, "internal_error", "lastUser.parts.filter is not a function");
  const text = parts
    .filter(isTextPart)
    .map((part) => readText(part, "text"))
    .join("\n");
  return text.trim() === "" ? refuse("User message must contain text") : text;
}

function isTextPart(part: unknown): part is Members {
  return isMembers(part) && part["type"] === "text";
}

function checkVaults(call: ObservedCall): void {
  for (const id of readList(call.body, "vaultIds").map(String)) {
    if (!isUuid(id)) refuseNested(400, "vault_resolution_failed", `Vault "${id}" is not a valid vault id`);
    if (call.state.vaults.get(id)?.status !== "active") {
      refuseNested(403, "vault_resolution_failed", `Vault "${id}" is not available in this workspace`);
    }
  }
}

function checkRuntime(sandbox: Sandbox): void {
  if (sandbox.trouble === "no_provider") {
    refuseNested(409, "sandbox_unavailable", `Sandbox "${sandbox.id}" has no provider sandbox`);
  }
  if (sandbox.trouble === "gone") {
    refuseNested(503, "sandbox_unavailable", `Failed to connect sandbox ${sandbox.providerId}: ${sayGone(sandbox)}`);
  }
}

function findThread(call: ObservedCall, sandbox: Sandbox): Thread {
  const id = readText(call.body, "threadId");
  if (id === "") {
    return [...sandbox.threads.values()].at(-1) ?? addThread(call.state, sandbox, readTextOrNull(call.body, "name"));
  }
  if (!isUuid(id)) return refuseNested(500, "internal_error", FAILED_QUERY.thread(id, sandbox.providerId));
  const thread = sandbox.threads.get(id);
  return thread ?? refuseNested(404, "thread_not_found", `Thread "${id}" not found in this sandbox`);
}
