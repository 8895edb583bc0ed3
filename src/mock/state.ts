import type { ChatRun } from "./chat-run.js";
import type { Dialect } from "./dialect.js";
import { FileTree } from "./file-tree.js";
import { createIdMaker, makeHex, makeWord } from "./make-id.js";
import type { ProvokedCounts } from "./provoke.js";
import { type RateLimit, TokenBucket } from "./rate-limit.js";
import type { ScriptRule } from "./script/script.js";
import { ScriptPlayer } from "./script/script-player.js";
import { Storage } from "./storage.js";

/** The agents that exist, by slug, with their names. */
export const AGENTS: ReadonlyMap<string, string> = new Map([
  ["my-agent", "My agent"],
  ["support", "Support"],
]);

/** The team that everything belongs to. */
export const TEAM_ID = "00000000-0000-4000-8000-000000000001";

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
  status: "idle" | "streaming" | "completed" | "cancelled" | "error";
  readonly messages: unknown[];
  usage: ThreadUsage;
  error: string | null;
  readonly createdAt: string;
  updatedAt: string;
  completedAt: string | null;
}

/** What is wrong with a sandbox: its runtime is gone, or it never had one. Only the observed dialect has such. */
export type SandboxTrouble = "gone" | "no_provider";

/** A sandbox with its files and threads; `run` is the stream that is active in it. */
export interface Sandbox {
  readonly id: string;
  readonly providerId: string;
  readonly agent: string;
  readonly files: FileTree;
  readonly threads: Map<string, Thread>;
  run: ChatRun | null;
  trouble: SandboxTrouble | null;
  /** What a failed run said, until the next good one. */
  error: string | null;
  /** What its completed runs cost, in US dollars. */
  spentUsd: number;
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
  archivedAt: string | null;
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
  archivedAt: string | null;
}

/** Marks a vault or a credential as archived. */
export function archive(kept: Vault | Credential, now: string): void {
  if (kept.status === "archived") return;
  kept.status = "archived";
  kept.archivedAt = now;
  kept.updatedAt = now;
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
  readonly dialect: Dialect;
  readonly script: ScriptPlayer;
  /** Takes from the rate limit; 0, or the whole seconds until there is a request to be had. */
  takeToken(): number;
  noteRunEnd(): void;
  readonly storage: Storage;
  /** Requests of the one key whose vault requests are counted (observed dialect). */
  vaultRequests: number;
}

/** What a state is made from. */
export interface StateOptions {
  now(): number;
  /** Ms of a clock that never goes back, for the rate limit. */
  monotonic(): number;
  random(): number;
  /** Made up where none is given. */
  readonly key?: string | undefined;
  readonly dialect?: Dialect | undefined;
  readonly script?: readonly ScriptRule[] | undefined;
  readonly rateLimit?: RateLimit | undefined;
  /** Made up where none is given. */
  readonly tokenSecret?: string | undefined;
  /** Called when a run of a chat has ended. */
  noteRunEnd?(): void;
}

/** A new state with the one sandbox SEEDED_SANDBOX_ID. */
export function createState(options: StateOptions): State {
  const { now, random, key, dialect = "documented", script, rateLimit, monotonic } = options;
  const bucket = rateLimit === undefined ? null : new TokenBucket(rateLimit, monotonic);
  const state: State = {
    key: key ?? `21st_sk_${makeHex(random, 64)}`,
    tokenSecret: options.tokenSecret ?? makeHex(random, 64),
    now,
    random,
    makeId: createIdMaker(random),
    sandboxes: new Map(),
    vaults: new Map(),
    provoked: new Map(),
    dialect,
    script: new ScriptPlayer(script ?? []),
    takeToken: () => bucket?.take() ?? 0,
    storage: new Storage(),
    noteRunEnd: () => options.noteRunEnd?.(),
    vaultRequests: 0,
  };
  const seeded = addSandbox(state, SEEDED_SANDBOX_ID, "my-agent");
  seeded.files.write("hello.txt", Buffer.from("Hello from the embedded API.\n"));
  return state;
}

/** Adds an empty sandbox. */
export function addSandbox(
  state: State,
  id: string,
  agent: string,
  providerId = `i${makeWord(state.random, 19)}`,
): Sandbox {
  const now = readIsoTime(state);
  const sandbox: Sandbox = {
    id,
    providerId,
    agent,
    files: new FileTree(state.now, (bytes) => state.storage.takeBytes(bytes)),
    threads: new Map(),
    run: null,
    trouble: null,
    error: null,
    spentUsd: 0,
    createdAt: now,
    updatedAt: now,
  };
  state.sandboxes.set(id, sandbox);
  return sandbox;
}

/** Adds an empty thread to a sandbox. */
export function addThread(state: State, sandbox: Sandbox, name: string | null, id = state.makeId()): Thread {
  const now = readIsoTime(state);
  const thread: Thread = {
    id,
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
