import type { ChatRun } from "./chat-run.js";
import { FileTree } from "./file-tree.js";
import { createIdMaker, makeHex, makeWord } from "./make-id.js";
import type { ProvokedCounts } from "./provoke.js";

/** The agents that exist, by slug, with their names. */
export const AGENTS: ReadonlyMap<string, string> = new Map([
  ["my-agent", "My agent"],
  ["support", "Support"],
]);

/** The sandbox that exists from the start. */
export const SEEDED_SANDBOX_ID = "11111111-1111-4111-8111-111111111111";

/** What a run of a thread used; null before it ran. */
export interface ThreadUsage {
  inputTokens: number | null;
  outputTokens: number | null;
  totalTokens: number | null;
  totalCostUsd: number | null;
  durationMs: number | null;
}

/** A conversation. Times are ISO 8601. */
export interface Thread {
  readonly id: string;
  name: string | null;
  status: "idle" | "streaming" | "completed" | "cancelled";
  readonly messages: unknown[];
  usage: ThreadUsage;
  error: string | null;
  readonly createdAt: string;
  updatedAt: string;
  completedAt: string | null;
}

/** A sandbox with its files and threads; `run` is the stream that is active in it. */
export interface Sandbox {
  readonly id: string;
  readonly providerId: string;
  readonly agent: string;
  readonly files: FileTree;
  readonly threads: Map<string, Thread>;
  run: ChatRun | null;
  readonly createdAt: string;
  updatedAt: string;
}

/** A credential of a vault. What it holds in `auth` is never kept, only its type. */
export interface Credential {
  readonly id: string;
  name: string | null;
  readonly serverUrl: string;
  authType: string;
  inject: unknown;
  metadata: unknown;
  status: "active" | "archived";
  readonly createdAt: string;
  updatedAt: string;
}

/** A vault of credentials. */
export interface Vault {
  readonly id: string;
  name: string;
  description: string | null;
  metadata: unknown;
  isDefault: boolean;
  status: "active" | "archived";
  readonly credentials: Map<string, Credential>;
  readonly createdAt: string;
  updatedAt: string;
}

/** Everything that one embedded API knows. `now` gives ms since 1970, `random` numbers in [0, 1). */
export interface State {
  readonly key: string;
  readonly tokenSecret: string;
  now(): number;
  random(): number;
  makeId(): string;
  readonly sandboxes: Map<string, Sandbox>;
  readonly vaults: Map<string, Vault>;
  readonly provoked: ProvokedCounts;
}

/** A new state with the one sandbox SEEDED_SANDBOX_ID; makes up a key where none is given. */
export function createState(now: () => number, random: () => number, key: string | undefined): State {
  const state: State = {
    key: key ?? `21st_sk_${makeHex(random, 64)}`,
    tokenSecret: makeHex(random, 64),
    now,
    random,
    makeId: createIdMaker(random),
    sandboxes: new Map(),
    vaults: new Map(),
    provoked: new Map(),
  };
  const seeded = addSandbox(state, SEEDED_SANDBOX_ID, "my-agent");
  seeded.files.write("hello.txt", Buffer.from("Hello from the embedded API.\n"));
  return state;
}

/** Adds an empty sandbox. */
export function addSandbox(state: State, id: string, agent: string): Sandbox {
  const now = readIsoTime(state);
  const sandbox: Sandbox = {
    id,
    providerId: `i${makeWord(state.random, 19)}`,
    agent,
    files: new FileTree(state.now),
    threads: new Map(),
    run: null,
    createdAt: now,
    updatedAt: now,
  };
  state.sandboxes.set(id, sandbox);
  return sandbox;
}

/** Adds an empty thread to a sandbox. */
export function addThread(state: State, sandbox: Sandbox, name: string | null): Thread {
  const now = readIsoTime(state);
  const thread: Thread = {
    id: state.makeId(),
    name,
    status: "idle",
    messages: [],
    usage: { inputTokens: null, outputTokens: null, totalTokens: null, totalCostUsd: null, durationMs: null },
    error: null,
    createdAt: now,
    updatedAt: now,
    completedAt: null,
  };
  sandbox.threads.set(thread.id, thread);
  return thread;
}

/** The time now, as ISO 8601. */
export function readIsoTime(state: State): string {
  return new Date(state.now()).toISOString();
}
