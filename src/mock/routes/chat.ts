import { type Answer, addHeaders, answerEmpty, answerJson, answerStream } from "../answer.js";
import { type Call, findAgent, findSandbox, findThread, type Routes } from "../call.js";
import { RUN_COST_USD } from "../chat-stream.js";
import { readList, readObject, readText, readTextOrNull } from "../read-member.js";
import { Refusal } from "../refusal.js";
import { startRun } from "../start-run.js";
import { addThread, type Sandbox, type Thread } from "../state.js";
import { readUserText } from "../user-text.js";

/** The routes of chats: send, resume, cancel. */
export const CHAT_ROUTES: Routes = {
  "chat.send": sendMessages,
  "chat.resume": resumeStream,
  "chat.cancel": cancelStream,
};

function sendMessages(call: Call): Answer {
  const agent = findAgent(call.params["agent"] ?? "");
  checkScope(call, agent);
  const messages = readList(call.body, "messages");
  const userText = readUserText(messages);
  const sandbox = findSandbox(call, readText(call.body, "sandboxId"));
  const threadId = readText(call.body, "threadId");
  const named = threadId === "" ? null : findThread(sandbox, threadId);
  checkVaults(call);
  checkBudget(call, sandbox);
  if (sandbox.run !== null) throw new Refusal("stream_active", "A stream is already active for this sandbox");

  const thread = named ?? pickThread(call, sandbox);
  thread.messages.push(...messages.slice(-1));
  const isBackground = readText(call.body, "mode") === "background";
  const run = startRun(call.state, sandbox, thread, {
    userText,
    message: null,
    stopsAtBudget: false,
    isBackground,
    isHeld: call.wantsHold,
    fault: call.streamFault,
  });
  const answer = isBackground
    ? answerJson(202, { threadId: thread.id, sandboxId: sandbox.id, status: "running" })
    : answerStream(run, sandbox.id);
  return call.wantsHold ? addHeaders(answer, { "Preference-Applied": "hold" }) : answer;
}

/** The `agents` of a token are enforced here alone, and its end user must be the one who is named (observed). */
function checkScope(call: Call, agent: string): void {
  if (call.caller.kind !== "token") return;
  const { agents, end_user_id } = call.caller.claims;
  if (agents !== undefined && !agents.includes(agent)) {
    throw new Refusal("forbidden", `Token is not authorized for agent "${agent}"`);
  }
  const user = readTextOrNull(call.body, "externalUserId");
  if (user !== null && end_user_id !== undefined && user !== end_user_id) {
    throw new Refusal("forbidden", "externalUserId must be the end user of the token");
  }
}

function checkVaults(call: Call): void {
  for (const id of readList(call.body, "vaultIds")) {
    if (call.state.vaults.get(String(id))?.status !== "active")
      throw new Refusal("not_found", `Vault "${String(id)}" not found`);
  }
}

/**
 * The page: budget_exceeded is for a request that exceeds maxBudgetUsd; every run here costs the same. The budget of the
 * sandbox counts what its completed runs have cost; 0 is no limit.
 */
function checkBudget(call: Call, sandbox: Sandbox): void {
  const { maxBudgetUsd, maxSandboxBudgetUsd } = readObject(call.body, "options");
  if (typeof maxBudgetUsd === "number" && maxBudgetUsd < RUN_COST_USD) {
    throw new Refusal("budget_exceeded", "The request exceeded the maxBudgetUsd limit");
  }
  if (typeof maxSandboxBudgetUsd !== "number" || maxSandboxBudgetUsd <= 0) return;
  if (sandbox.spentUsd >= maxSandboxBudgetUsd) {
    throw new Refusal("budget_exceeded", "The sandbox has spent its maxSandboxBudgetUsd");
  }
}

/** Without a threadId the newest thread goes on; where there is none, one is made. */
function pickThread(call: Call, sandbox: Sandbox): Thread {
  return [...sandbox.threads.values()].at(-1) ?? addThread(call.state, sandbox, readTextOrNull(call.body, "name"));
}

function resumeStream(call: Call): Answer {
  findAgent(call.params["agent"] ?? "");
  const { run, id } = findSandbox(call);
  return run === null ? answerEmpty(204) : answerStream(run, id);
}

function cancelStream(call: Call): Answer {
  findAgent(call.params["agent"] ?? "");
  findSandbox(call).run?.cancel();
  return answerEmpty(204);
}
