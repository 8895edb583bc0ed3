import { DEPRECATED } from "../routes/git.js";
import { BUDGET_AGENT_USD, SPENT_SANDBOX_ID } from "./fixtures.js";
import type { ObservedError, ObservedShape } from "./observed-refusal.js";

type Row = readonly [status: number, shape: ObservedShape, message: string, extra?: Readonly<Record<string, unknown>>];

const SETUP_URL = "https://checkout.example.com/setup";

/** The id that was asked for in vain. */
const ABSENT_ID = "0b5e2f4e-7c1d-4a3b-9e6f-1a2b3c4d5e6f";

/** What the published server says with each code that it was seen to send, word for word where it was recorded. */
const ROWS: Readonly<Record<string, Row>> = {
  invalid_request: [400, "nested", "sandboxId is required"],
  invalid_json: [400, "flat", "Request body must be valid JSON"],
  git_clone_failed: [
    400,
    "nested",
    "Cloning into '/home/user/repo'...\nremote: Repository not found.\nfatal: repository 'https://github.com/example/nope.git/' not found\n",
  ],
  validation_error: [400, "flat", "Invalid input: expected string, received undefined"],
  unauthorized: [401, "bare", "Invalid API key"],
  billing_not_ready: [402, "nested", "Billing setup is required (payment_failed)", { setup_url: SETUP_URL }],
  budget_exceeded: [
    402,
    "nested",
    `Sandbox budget exceeded for "${SPENT_SANDBOX_ID}"`,
    { scope: "sandbox", sandboxId: SPENT_SANDBOX_ID, spentUsd: 1.25, limitUsd: BUDGET_AGENT_USD },
  ],
  forbidden: [403, "bare", "API key has expired"],
  api_key_required: [403, "flat", "Vault management requires an API key"],
  vault_resolution_failed: [403, "nested", `Vault "${ABSENT_ID}" is not available in this workspace`],
  not_found: [404, "flat", "Vault not found"],
  agent_not_found: [404, "nested", 'Agent "my-agnet" not found'],
  sandbox_not_found: [404, "nested", `Sandbox "${ABSENT_ID}" not found`],
  thread_not_found: [404, "nested", `Thread "${ABSENT_ID}" not found`],
  file_not_found: [404, "nested", 'Path "/home/user/nope.txt" not found'],
  command_timeout: [408, "nested", "Command execution timed out"],
  conflict: [409, "flat", "An active credential for this serverUrl already exists"],
  session_expired: [
    409,
    "nested",
    "Continuation session lost-11111111-2222-4333-8444-555555555555 is not available in sandbox",
  ],
  credential_cap_exceeded: [422, "flat", "Vault already has 20 active credentials"],
  vault_coverage_missing: [422, "nested", "Vault coverage missing for: notion"],
  vault_unsupported_for_provider: [
    422,
    "nested",
    'Vault credentials are not supported on the "opensandbox" sandbox provider yet — they require the E2B template\'s CA cert.',
  ],
  rate_limit_exceeded: [429, "flat", "API key request limit exceeded"],
  internal_error: [500, "nested", "Cannot read properties of undefined (reading 'filter')"],
  create_pr_failed: [500, "nested", "Failed to create pull request"],
  sandbox_error: [502, "nested", "Sandbox returned 400: Missing or invalid message"],
  sandbox_unavailable: [503, "nested", "Failed to connect sandbox ialive00000000000001: fetch failed"],
};
/** The headers that come with a code. */
const HEADERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  rate_limit_exceeded: { "X-RateLimit-Limit": "1000", "X-RateLimit-Remaining": "0" },
  git_clone_failed: DEPRECATED,
};
/** A status without a code of its own name stands for the code that comes with it most often. */
const BY_STATUS: Readonly<Record<string, string>> = {
  400: "invalid_request",
  404: "sandbox_not_found",
  409: "conflict",
};

/** The error that `Prefer: code=` asks for, as the published server sends it; undefined for a code that it never sends. */
export function findProvokedObserved(wanted: string): ObservedError | undefined {
  const code = Object.hasOwn(ROWS, wanted) ? wanted : (BY_STATUS[wanted] ?? findByStatus(wanted));
  const row = code === undefined ? undefined : ROWS[code];
  if (code === undefined || row === undefined) return undefined;
  const [status, shape, message, extra = {}] = row;
  return { shape, status, code: shape === "bare" ? "" : code, message, extra, headers: HEADERS[code] ?? {} };
}

function findByStatus(wanted: string): string | undefined {
  return Object.entries(ROWS).find(([, [status]]) => String(status) === wanted)?.[0];
}

/** Says that the published server was never seen to send this, and what it does send. */
export function sayNeverSent(wanted: string): string {
  return `Prefer: the published server never sends ${wanted}, only ${Object.keys(ROWS).join(", ")}`;
}
