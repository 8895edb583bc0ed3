import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { documented, observed } from "../statement.js";

/** `invalid_request`: the request itself is at fault. On the Errors page. */
export const invalidRequest: CodeEntry = {
  code: "invalid_request",
  provenance: "documented",
  meaning: documented("The request body is malformed or missing required fields."),
  statuses: [
    { status: 400, provenance: "documented" },
    { status: 403, provenance: "observed" },
  ],
  facts: [
    documented("The page's example is a request without sandboxId, answered with 400."),
    observed(
      "The published server sends it for a missing sandboxId, path, command or url, for empty messages, and for a user message without text.",
    ),
    observed(
      "It also sends it with 403: for a token that does not cover the agent, and for an externalUserId that is not the token's end user.",
    ),
    observed("A body that is no JSON gets invalid_json instead, and a missing content type gets 500 internal_error."),
    observed("A bad or unknown member of options gets no error at all: the server drops every option and answers 200."),
  ],
  open: [
    "The page does not list the required fields of each endpoint.",
    "Only the message says which field is at fault; no member of the answer names it.",
  ],
  causes: [
    "request.missing_field",
    "request.misnamed_field",
    "request.message_format",
    "request.wrong_type",
    "token.wrong_agent",
    "token.user_mismatch",
    "request.budget_key_kind",
    "request.invalid",
  ],
  fixes: [
    fix("Read error.message: it names the field that is missing or wrong."),
    fix(
      "Send sandboxId and messages with every chat, each message with a role and parts.",
      `sandbox-errors request POST /v1/chat/<agent> -f sandboxId=<sandboxId> -F 'messages=[{"role":"user","parts":[{"type":"text","text":"hi"}]}]'`,
    ),
    fix("Where the status is 403, use a token that covers this agent and names this end user, or use the API key."),
  ],
  retry: "never",
  retryAdvice: "Do not retry: the same request fails again until you change it.",
  example: {
    status: 400,
    body: '{"error":{"code":"invalid_request","message":"sandboxId is required","status":400}}',
    provenance: "documented",
  },
  related: ["validation_error", "invalid_json", "bad_request"],
};
