import type { Exchange } from "../exchange/exchange.js";
import type { Leftover } from "../render/report/probe-result.js";
import type { ProbeRequest } from "./fill-step.js";
import type { Created } from "./probe-case.js";

/** Something that a case created; its id is null where the answer that made it did not give one. */
export interface Resource {
  readonly kind: Created;
  readonly id: string | null;
}

/** How often a deletion is tried. */
const MOST_TRIES = 3;

const DELETIONS: Readonly<Record<Created, (id: string) => readonly string[]>> = {
  sandbox: (id) => [`/v1/sandboxes/${id}`],
  // Only what is archived can be deleted (vault pages).
  vault: (id) => [`/v1/mcp/vaults/${id}`, `/v1/mcp/vaults/${id}?force=true`],
};

/** What clean-up is done with. */
export interface Deleter {
  /** Sends a request; never rejects for what the network does. */
  send(request: ProbeRequest): Promise<Exchange>;
  /** Waits as long as a 429 asks for; false where that does not fit, or the user has no time. */
  waitFor(exchange: Exchange): Promise<boolean>;
}

/** Deletes a resource; true where it is gone. */
export async function deleteResource({ kind, id }: Resource, deleter: Deleter): Promise<boolean> {
  if (id === null) return false;
  let gone = false;
  for (const path of DELETIONS[kind](id)) gone = await deleteAt(path, deleter);
  return gone;
}

async function deleteAt(path: string, deleter: Deleter): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    const exchange = await deleter.send({ method: "DELETE", path, headers: [], body: null, credential: "key" });
    const status = exchange.response?.status ?? null;
    if (status !== null && (status === 404 || (status >= 200 && status < 300))) return true;
    const mayPass = status === null || status === 429 || status >= 500;
    if (tries === MOST_TRIES || !mayPass) return false;
    if (status === 429 && !(await deleter.waitFor(exchange))) return false;
  }
}

/** What is told of a resource that could not be deleted; `options` are those that name the address. */
export function describeLeftover({ kind, id }: Resource, options: string): Leftover {
  if (id === null) return { what: `a ${kind} that may have been created: its id never came`, command: null };
  const lines = DELETIONS[kind](id).map((path) => `sandbox-errors request DELETE '${path}'${options}`);
  return { what: `${kind} ${id}`, command: lines.join(" && ") };
}
