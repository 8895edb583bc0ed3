import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { sampleToken } from "../evidence/sample-token.js";
import { seenStatus } from "../evidence/seen.js";
import { readSpokenTexts, shorten } from "../evidence/spoken-text.js";
import { answeredJson, answeredStream, SAMPLE_CHAT, SAMPLE_ID } from "../example.js";

const UNKNOWN_USER = /\buser not found\b/i;
const PROXY_HINT = /\bmust exist in (?:the )?database\b|\buse this proxy\b/i;
const REFUSED = /\b403\b|\bforbidden\b/i;

function find(facts: Facts): Finding | undefined {
  for (const { text, where, source } of readSpokenTexts(facts)) {
    const hinted = PROXY_HINT.test(text) || PROXY_HINT.test(facts.envelope.extras.hint ?? "");
    const refused = source === "answer" ? facts.status === 403 || REFUSED.test(text) : REFUSED.test(text);
    if (!hinted && !(UNKNOWN_USER.test(text) && refused)) continue;
    return {
      strength: "named",
      confidence: hinted ? "certain" : "likely",
      evidence: [...seenStatus(facts), { where, saw: shorten(text) }],
    };
  }
  return undefined;
}

/** The model proxy looked up the token's user among users of 21st, and found none. */
export const foreignUser: Cause = {
  id: "token.foreign_user",
  title: "The token's userId is no user of 21st",
  explanation:
    "The model proxy looks up userId of the token among 21st's own users, not among yours, and found nobody. A token minted with userId set to an id of your application ends here, at times only once the sandbox has renewed its own token.",
  proof: "The model proxy says that the user was not found, in the answer, in the stream or in the stored error.",
  fixes: [
    fix("Leave userId out when you mint the token (tokens.create): the team's own identity is used then."),
    fix(
      "To tell your users apart, send endUserId in POST /v1/tokens; no SDK has a parameter for it.",
      "sandbox-errors request POST /v1/tokens -f endUserId=<your user's id>",
    ),
    fix("Use a new sandbox afterwards: the old one keeps its proxy token for up to 30 minutes."),
  ],
  retry: "after_fix",
  severity: "error",
  code: "forbidden",
  provenance: "observed",
  beats: [
    "access.forbidden",
    "stream.error_event",
    "stream.run_failed",
    "stream.empty",
    "sandbox.runtime_error",
    "server.internal",
    "resource.not_found",
  ],
  get examples() {
    return [
      {
        what: "a stream that ends before any text",
        exchange: answeredStream(
          [
            { type: "start", messageId: "m2" },
            {
              type: "error",
              errorText:
                'API Error: 403 {"error":"User not found","hint":"User must exist in database to use this proxy"}',
            },
            { type: "message-metadata", messageMetadata: { resultSubtype: "error" } },
            { type: "finish" },
          ],
          {
            request: {
              path: "/v1/chat/support",
              json: SAMPLE_CHAT,
              authorization: `Bearer ${sampleToken({ user_id: "user_123" })}`,
            },
          },
        ),
      },
      {
        what: "the model proxy's own answer",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}` }, 403, {
          error: "User not found",
          hint: "User must exist in database to use this proxy",
        }),
      },
    ];
  },
  find,
};
