import type { Answer } from "./answer.js";
import type { Caller } from "./authorize.js";
import type { Members } from "./check-fields.js";
import type { StreamFault } from "./faults/fault.js";
import { Refusal } from "./refusal.js";
import { AGENTS, type Sandbox, type State, type Thread } from "./state.js";

/** A request that reached its endpoint: the caller is known, and the fields have passed the endpoint table. */
export interface Call {
  readonly state: State;
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Members;
  /** Members of the JSON body; empty where the endpoint reads none, or raw bytes. */
  readonly body: Members;
  /** The body as it came. */
  readonly bytes: Buffer;
  /** True where `Prefer: hold` was sent. */
  readonly wantsHold: boolean;
  /** What goes wrong in the stream that the call starts; null where nothing shall. */
  readonly streamFault: StreamFault | null;
}

/** Answers one endpoint; refuses by throwing a Refusal. */
export type RouteFunction = (call: Call) => Answer;

/** Routes by the endpoint's id. */
export type Routes = Readonly<Record<string, RouteFunction>>;

/** The sandbox that the path names; throws a Refusal `not_found`. */
export function findSandbox(call: Call, id = call.params["sandboxId"] ?? ""): Sandbox {
  const sandbox = call.state.sandboxes.get(id);
  if (sandbox === undefined) throw new Refusal("not_found", `Sandbox "${id}" not found`);
  return sandbox;
}

/** A thread of a sandbox; throws a Refusal `not_found`. */
export function findThread(sandbox: Sandbox, id: string): Thread {
  const thread = sandbox.threads.get(id);
  if (thread === undefined) throw new Refusal("not_found", `Thread "${id}" not found`);
  return thread;
}

/** The slug of an agent that exists; throws a Refusal `not_found`. */
export function findAgent(slug: string): string {
  if (!AGENTS.has(slug)) throw new Refusal("not_found", `Agent "${slug}" not found`);
  return slug;
}
