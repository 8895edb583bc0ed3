import type { Facts } from "../../exchange/facts.js";

/** Ids that a request named, each as it goes into a command: the id, or `<sandboxId>` and the like where it is unknown. */
export interface RequestIds {
  readonly agent: string;
  readonly sandboxId: string;
  readonly threadId: string;
}

/** Reads the ids out of path, body and answer. Only text that no shell can misread is taken over. */
export function readRequestIds(facts: Facts): RequestIds {
  const params = facts.route?.params ?? {};
  const body = facts.requestBody.object;
  return {
    agent: pick("<agent>", params["agent"], member(body, "agent")),
    sandboxId: pick("<sandboxId>", params["sandboxId"], member(body, "sandboxId"), facts.envelope.extras.sandboxId),
    threadId: pick("<threadId>", params["threadId"], member(body, "threadId")),
  };
}

/** The command that lists the threads of the sandbox, or reads the thread where it is known. */
export function readThreadCommand(facts: Facts): string {
  const { sandboxId, threadId } = readRequestIds(facts);
  return `sandbox-errors request GET /v1/sandboxes/${sandboxId}/threads/${threadId}`;
}

/** The command that makes a new sandbox for the same agent. */
export function createSandboxCommand(facts: Facts): string {
  return `sandbox-errors request POST /v1/sandboxes -f agent=${readRequestIds(facts).agent}`;
}

function member(body: Readonly<Record<string, unknown>> | null, name: string): unknown {
  return body !== null && Object.hasOwn(body, name) ? body[name] : undefined;
}

function pick(placeholder: string, ...values: readonly unknown[]): string {
  for (const value of values) {
    if (typeof value === "string" && /^[\w-]{1,100}$/.test(value)) return value;
  }
  return placeholder;
}
