/** Why recorded requests are not replayed, by their place in `recorded.har` (from 0). All of them need the outside world. */
export const NOT_REPLAYED: readonly { readonly why: string; readonly entries: readonly number[] }[] = [
  { why: "the caller is a token that the relay mints for its sandboxes (RS256)", entries: [59] },
  { why: "the provider of sandboxes limits or refuses, in words of its own", entries: [42, 82, 83, 126, 128, 137] },
  { why: "billing fails in another way than the one that can be provoked", entries: [75] },
  { why: "the agent's runtime does not start, and says why", entries: [79, 80] },
  { why: "the agent's runtime fails before any text, and the stream ends well all the same", entries: [110, 111, 112] },
  { why: "an older runtime is told by the text of the message to stop at its budget", entries: [114] },
  { why: "the server was installed with another library", entries: [136] },
  { why: "the database or Redis is down", entries: [131, 132, 134, 135] },
];

/** What must have happened before a recorded request, because the requests between were not recorded. */
export type Preparation =
  /** This vault (as recorded) has 20 active credentials. */
  | { readonly kind: "fill_vault"; readonly vaultId: string }
  | { readonly kind: "archive_vault"; readonly vaultId: string }
  /** This sandbox (as recorded) exists. */
  | { readonly kind: "make_sandbox"; readonly sandboxId: string }
  | { readonly kind: "make_thread"; readonly sandboxId: string; readonly threadId: string }
  /** So many requests for vaults were made with the key whose requests are counted. */
  | { readonly kind: "count_requests"; readonly requests: number }
  /** The request is sent with this `Prefer`: what was at fault then is provoked here. */
  | { readonly kind: "prefer"; readonly value: string }
  /** A chat in this thread (as recorded) ran, as this `Prefer` has it. */
  | { readonly kind: "run"; readonly sandboxId: string; readonly threadId: string; readonly prefer: string };

const VAULT = "df6dd33f-3fe5-41f2-ae71-c77e539d2440";
const BOX_OF_122 = "dab35743-4b74-422e-9670-43a9d5a0f65d";
const BOX_OF_123 = "5ee77e37-a1b6-46fb-b064-420a5f9fb0b0";

function inOwnThread(sandboxId: string, threadId: string, ...more: readonly Preparation[]): readonly Preparation[] {
  return [{ kind: "make_sandbox", sandboxId }, { kind: "make_thread", sandboxId, threadId }, ...more];
}

function provoked(value: string): readonly Preparation[] {
  return [{ kind: "prefer", value }];
}

const SEEDED = "11111111-1111-4111-8111-111111111111";
const FAILED_THREAD = "10000000-0000-4000-8000-000000000003";
const BOX_OF_115 = "f5320a68-441e-4e4f-a7d7-b3311df1cadb";
const THREAD_OF_115 = "5cbd3d16-d65d-423b-9a5c-5cb292442fd1";
const BOX_OF_117 = "621e5874-6160-45ea-95c1-1e37459b367c";
const THREAD_OF_117 = "55a91e31-33ed-40db-9870-af36af068a6b";

/** By place in `recorded.har`. */
export const PREPARATIONS: Readonly<Record<number, readonly Preparation[]>> = {
  57: provoked("code=git_clone_failed"),
  60: [{ kind: "make_sandbox", sandboxId: "dddddddd-dddd-4ddd-8ddd-dddddddddddd" }],
  74: provoked("code=billing_not_ready"),
  81: provoked("code=sandbox_error"),
  85: provoked("code=vault_unsupported_for_provider"),
  100: [{ kind: "fill_vault", vaultId: VAULT }],
  102: [{ kind: "archive_vault", vaultId: VAULT }],
  104: [{ kind: "count_requests", requests: 2 }],
  106: [{ kind: "run", sandboxId: SEEDED, threadId: FAILED_THREAD, prefer: "fault=stream_error_after_text" }],
  107: inOwnThread("bac0c94e-7292-4fd2-b159-80ba22469f0f", "01a2eaca-8062-45b8-8fa0-7b4e5692b350"),
  108: inOwnThread(
    "b29aaf34-fa3f-4db9-bab7-79f17d5cbe18",
    "c44f3333-dae3-477f-bb7f-26e8e3b5b45d",
    ...provoked("fault=stream_finish_despite_error"),
  ),
  113: inOwnThread(
    "cbe661ec-d284-4837-b8eb-0935cfa5aea6",
    "4b631909-983e-4760-9b5c-8905ba704f98",
    ...provoked("fault=stream_finish_despite_error"),
  ),
  115: inOwnThread(BOX_OF_115, THREAD_OF_115, {
    kind: "run",
    sandboxId: BOX_OF_115,
    threadId: THREAD_OF_115,
    prefer: "",
  }),
  116: inOwnThread(
    "1211e21b-3311-4d27-98ad-7fbaa58bdd59",
    "06e7d906-540a-48b9-b27e-a4b662c5f371",
    ...provoked("fault=stream_no_text"),
  ),
  117: inOwnThread(BOX_OF_117, THREAD_OF_117, {
    kind: "run",
    sandboxId: BOX_OF_117,
    threadId: THREAD_OF_117,
    prefer: "fault=stream_error_before_text",
  }),
  122: [
    { kind: "make_sandbox", sandboxId: BOX_OF_122 },
    { kind: "make_thread", sandboxId: BOX_OF_122, threadId: "849691b4-640c-4e62-afaa-c420b2111022" },
    { kind: "prefer", value: "hold" },
  ],
  127: provoked("code=sandbox_unavailable"),
  129: provoked("code=vault_coverage_missing"),
  123: [
    { kind: "make_sandbox", sandboxId: BOX_OF_123 },
    { kind: "make_thread", sandboxId: BOX_OF_123, threadId: "dbb40272-a77a-4579-8dd4-2d1fdc102773" },
    { kind: "prefer", value: "hold" },
  ],
};
