import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { documented, newerPage, observed } from "../statement.js";

/** `stream_active`: one stream at a time. On the Errors page. */
export const streamActive: CodeEntry = {
  code: "stream_active",
  provenance: "documented",
  meaning: documented("A stream is already active for this sandbox."),
  statuses: [{ status: 409, provenance: "inferred" }],
  facts: [
    newerPage("Another page says that the last message wins where two are sent at once."),
    observed(
      "The published server never sends this code: a second message on a streaming thread gets 200, and the thread then holds the second turn alone.",
    ),
    observed(
      "GET on the stream joins the running one without what came before; DELETE cancels it and answers 200, where the API reference says 204.",
    ),
  ],
  open: [
    "The page pairs no status with this code; 409 follows from its words on a conflicting state.",
    "The page does not say how long a stream stays active once its client has gone.",
  ],
  causes: ["stream.active"],
  fixes: [
    fix(
      "Join the running stream and wait for its end.",
      "sandbox-errors request GET /v1/chat/<agent>/<sandboxId>/stream",
    ),
    fix("Cancel it where you do not need it.", "sandbox-errors request DELETE /v1/chat/<agent>/<sandboxId>/stream"),
    fix("Then send your message again, and let your client send one message at a time."),
  ],
  retry: "after_fix",
  retryAdvice: "Retry once the running stream has ended, or after you cancel it.",
  example: {
    status: 409,
    body: '{"error":{"code":"stream_active","message":"A stream is already active for this sandbox","status":409}}',
    provenance: "inferred",
  },
  related: ["conflict", "session_expired", "stream_not_found"],
};
