import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { documented, observed } from "../statement.js";

/** `forbidden`: the key may not do this. On the Errors page. */
export const forbidden: CodeEntry = {
  code: "forbidden",
  provenance: "documented",
  meaning: documented("The API key does not have permission for this operation."),
  statuses: [{ status: 403, provenance: "inferred" }],
  facts: [
    observed(
      "The published server never sends this code: its 403 answers are a sentence without a code, or carry another code.",
    ),
    observed(
      "Its sentences for 403 are an inactive key, an expired key, a key without a team, and a token that tries to mint a token.",
    ),
    observed("The codes that it sends with 403 are invalid_request, vault_resolution_failed and api_key_required."),
  ],
  open: [
    "The page pairs no status with this code; 403 follows from the wording of both.",
    "The page does not say which permissions a key can have, nor how to read them.",
  ],
  causes: [
    "access.forbidden",
    "key.expired",
    "key.inactive",
    "key.no_team",
    "token.wrong_agent",
    "token.cannot_mint",
    "token.not_allowed_here",
  ],
  fixes: [
    fix("Check which key you send, and that it belongs to the team that owns the agent.", "sandbox-errors check-key"),
    fix("Use the API key where you send a token: a token neither mints tokens nor opens vaults."),
    fix("Make a key of the right team in the dashboard where this one is expired, inactive or without a team."),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry with the same key: it lacks the permission until you change the key or the request.",
  example: {
    status: 403,
    body: '{"error":{"code":"forbidden","message":"The API key does not have permission for this operation","status":403}}',
    provenance: "inferred",
  },
  related: ["unauthorized", "api_key_required", "vault_resolution_failed", "no_team", "no_agents_access"],
};
