import { type Answer, answerEmpty, answerJson } from "../answer.js";
import { type Call, findSandbox, findThread, type Routes } from "../call.js";
import { readTextOrNull } from "../read-member.js";
import { cancelRun } from "../start-run.js";
import { addThread, type Thread } from "../state.js";

/** The routes of threads. */
export const THREAD_ROUTES: Routes = {
  "threads.list": (call) => answerJson(200, [...findSandbox(call).threads.values()].map(summarizeThread)),
  "threads.create": createThread,
  "threads.get": (call) => answerJson(200, findThread(findSandbox(call), call.params["threadId"] ?? "")),
  "threads.delete": deleteThread,
};

/** What lists say about a thread. */
export function summarizeThread(thread: Thread): object {
  return { id: thread.id, name: thread.name, status: thread.status, createdAt: thread.createdAt };
}

function createThread(call: Call): Answer {
  const thread = addThread(call.state, findSandbox(call), readTextOrNull(call.body, "name"));
  return answerJson(201, summarizeThread(thread));
}

function deleteThread(call: Call): Answer {
  const sandbox = findSandbox(call);
  const thread = findThread(sandbox, call.params["threadId"] ?? "");
  cancelRun(thread);
  sandbox.threads.delete(thread.id);
  return answerEmpty(204);
}
