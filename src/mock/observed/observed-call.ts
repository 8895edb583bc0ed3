import type { Answer } from "../answer.js";
import type { Call } from "../call.js";
import type { Sandbox, Thread } from "../state.js";
import { FAILED_QUERY, isUuid } from "./failed-query.js";
import { refuseNested } from "./observed-refusal.js";

/** A call as the published server sees it. */
export interface ObservedCall extends Call {
  /** False where the server's body parser left nothing. */
  readonly hasBody: boolean;
  /** As it was sent. */
  readonly credential: string;
}

/** Answers one endpoint; refuses by throwing an ObservedRefusal. */
export type ObservedRoute = (call: ObservedCall) => Answer;

/** The parameter of the path. */
export function readParam(call: Call, name: string): string {
  return call.params[name] ?? "";
}

/** The sandbox that the path names, whatever its state; 404 sandbox_not_found, 500 for a NUL in the id (recorded). */
export function findAnySandbox(call: Call, id = readParam(call, "sandboxId")): Sandbox {
  if (id.includes("\0")) return refuseNested(500, "internal_error", FAILED_QUERY.sandbox(id));
  const sandbox = call.state.sandboxes.get(id);
  return sandbox ?? refuseNested(404, "sandbox_not_found", `Sandbox "${id}" not found`);
}

/** The same where a runtime is needed: a sandbox that never had one counts as not found (recorded). */
export function findRuntime(call: Call): Sandbox {
  const sandbox = findAnySandbox(call);
  if (sandbox.trouble === "no_provider") {
    return refuseNested(404, "sandbox_not_found", `Sandbox "${sandbox.id}" not found`);
  }
  return sandbox;
}

/** What the provider of sandboxes says about one that is gone. */
export function sayGone(sandbox: Sandbox): string {
  return `Paused sandbox ${sandbox.providerId} not found`;
}

/** Refuses with 500 where the sandbox is gone, as exec, read, write and exists do (recorded). */
export function refuseGone(sandbox: Sandbox): void {
  if (sandbox.trouble === "gone") refuseNested(500, "internal_error", sayGone(sandbox));
}

/** The thread that the path names; 500 with the statement where the id is no uuid (recorded). */
export function findObservedThread(call: Call, sandbox: Sandbox, query: "thread" | "threadId"): Thread {
  const id = readParam(call, "threadId");
  if (!isUuid(id)) return refuseNested(500, "internal_error", FAILED_QUERY[query](id, sandbox.providerId));
  return sandbox.threads.get(id) ?? refuseNested(404, "thread_not_found", `Thread "${id}" not found`);
}

/** Refuses as a handler does that takes members out of no body at all. */
export function needBody(call: ObservedCall, member: string): void {
  if (!call.hasBody) refuseNested(500, "internal_error", sayNoBody(member));
}

/** What JavaScript says where a body that is missing is taken apart. */
export function sayNoBody(member: string): string {
  return `Cannot destructure property '${member}' of 'req.body' as it is undefined.`;
}
