/** Why recorded requests are not replayed, by their place in `recorded.har` (from 0). All of them need the outside world. */
export const NOT_REPLAYED: readonly { readonly why: string; readonly entries: readonly number[] }[] = [
  { why: "the caller is a token that the relay mints for its sandboxes (RS256)", entries: [59] },
  { why: "the provider of sandboxes limits or refuses", entries: [42, 82, 83, 126, 127, 128, 137] },
  { why: "git reaches GitHub", entries: [57] },
  { why: "billing decides", entries: [74, 75] },
  {
    why: "the agent's runtime answers something of its own",
    entries: [79, 80, 81, 107, 108, 110, 111, 112, 113, 114, 116],
  },
  { why: "the agent's runtime failed in an earlier request that was not recorded", entries: [106, 109, 115, 117] },
  { why: "it depends on a setting or provider of the server", entries: [85, 129, 136] },
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
  /** The next chat is held open. */
  | { readonly kind: "hold" };

const VAULT = "df6dd33f-3fe5-41f2-ae71-c77e539d2440";
const BOX_OF_122 = "dab35743-4b74-422e-9670-43a9d5a0f65d";
const BOX_OF_123 = "5ee77e37-a1b6-46fb-b064-420a5f9fb0b0";

/** By place in `recorded.har`. */
export const PREPARATIONS: Readonly<Record<number, readonly Preparation[]>> = {
  60: [{ kind: "make_sandbox", sandboxId: "dddddddd-dddd-4ddd-8ddd-dddddddddddd" }],
  100: [{ kind: "fill_vault", vaultId: VAULT }],
  102: [{ kind: "archive_vault", vaultId: VAULT }],
  104: [{ kind: "count_requests", requests: 2 }],
  122: [
    { kind: "make_sandbox", sandboxId: BOX_OF_122 },
    { kind: "make_thread", sandboxId: BOX_OF_122, threadId: "849691b4-640c-4e62-afaa-c420b2111022" },
    { kind: "hold" },
  ],
  123: [
    { kind: "make_sandbox", sandboxId: BOX_OF_123 },
    { kind: "make_thread", sandboxId: BOX_OF_123, threadId: "dbb40272-a77a-4579-8dd4-2d1fdc102773" },
    { kind: "hold" },
  ],
};
