import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { documented, observed } from "../statement.js";

/** `unauthorized`: the key is at fault. On the Errors page. */
export const unauthorized: CodeEntry = {
  code: "unauthorized",
  provenance: "documented",
  meaning: documented("The API key is invalid, expired, or missing."),
  statuses: [{ status: 401, provenance: "documented" }],
  facts: [
    documented(
      "All endpoints require a valid key in the header Authorization: Bearer; a missing or invalid key gets 401.",
    ),
    observed(
      'The published server sends no code with most 401 answers: the body is one sentence, such as {"error":"Invalid API key"}.',
    ),
    observed("It answers 403, not 401, where the key is expired or inactive."),
    observed("It wants Bearer in exactly this spelling, one space, and the bare key behind it; nothing is trimmed."),
    observed("The code itself comes from git/create-pr alone, where the credential names no user."),
    observed("The deploy API at an.dev sends the code too."),
  ],
  open: [
    "The page does not say how to tell an invalid key from an expired or a missing one.",
    "The page does not say what a revoked key gets.",
  ],
  causes: [
    "key.unknown",
    "key.absent",
    "key.unset_variable",
    "key.scheme",
    "key.placeholder",
    "key.mangled",
    "key.foreign",
    "key.expired",
    "token.expired",
    "token.malformed",
    "token.rejected",
  ],
  fixes: [
    fix("Check the text of your key and the place that it comes from.", "sandbox-errors check-key"),
    fix("Send it as Authorization: Bearer <key>, with one space, no quotes and no line break."),
    fix("Make another key in the dashboard where this one is expired or deleted."),
    fix(
      "Mint another token where you send one that starts with an_t_.",
      `sandbox-errors request POST /v1/tokens -F 'agents=["<agent>"]'`,
    ),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry with the same key: it is refused again until you replace it.",
  example: {
    status: 401,
    body: '{"error":{"code":"unauthorized","message":"Invalid or missing API key","status":401}}',
    provenance: "documented",
  },
  related: ["forbidden", "api_key_required", "invalid_api_key", "api_key_expired", "api_key_inactive"],
};
