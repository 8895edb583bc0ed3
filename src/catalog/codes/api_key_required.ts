import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { observed } from "../statement.js";

/** `api_key_required`: a token stands where a key must. Seen, not on the Errors page. */
export const apiKeyRequired: CodeEntry = {
  code: "api_key_required",
  provenance: "observed",
  meaning: observed("This endpoint wants an API key and got a token."),
  statuses: [{ status: 403, provenance: "observed" }],
  facts: [observed("The vault routes send it where the credential is a token that starts with an_t_.")],
  open: ["The Errors page does not list this code, and does not say which endpoints refuse tokens."],
  causes: ["token.not_allowed_here"],
  fixes: [
    fix("Send the API key, which starts with 21st_sk_, from your own server.", "sandbox-errors check-key"),
    fix("Keep the key out of the browser: let your server call the vault routes."),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry with the token: use the API key.",
  example: {
    status: 403,
    body: '{"error":"api_key_required","message":"Vault management requires an API key","status":403}',
    provenance: "inferred",
  },
  related: ["forbidden", "unauthorized"],
};
