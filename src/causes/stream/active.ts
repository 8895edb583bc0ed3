import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause } from "../cause.js";
import { answerEvidence, hasStatus, reportsError } from "../evidence/answer.js";
import { encodePart, requestCommand } from "../evidence/request-command.js";
import { answeredDocumented, answeredJson, OTHER_ID, SAMPLE_CHAT } from "../example.js";

const ACTIVE =
  /\bstream\b.{0,40}\balready (?:active|running|in progress|exists)\b|\balready streaming\b|\banother (?:stream|run|message|turn) is (?:active|running|in progress|being)\b|\bstream is (?:still )?active\b|\b(?:run|generation|turn)\b.{0,30}\b(?:already|still) (?:active|running|in progress)\b|\b(?:sandbox|thread|agent) is (?:still |already )?busy\b/i;

/** The sandbox is busy with another stream. */
export const active: Cause = {
  id: "stream.active",
  title: "A stream is already active for this sandbox",
  explanation:
    "The sandbox is still answering an earlier message, and takes one at a time. The new message was not accepted; the earlier run goes on.",
  proof: "The code is stream_active, or a 409 says that a stream is active.",
  fixes: [
    fix(
      "Wait for the running stream: resume it and read to its end.",
      requestCommand("GET", "/v1/chat/my-agent/<sandbox id>/stream"),
    ),
    fix(
      "Or cancel it, then send the message again.",
      requestCommand("DELETE", "/v1/chat/my-agent/<sandbox id>/stream"),
    ),
    fix("Send one message at a time to a sandbox; use another sandbox for work at the same time."),
  ],
  retry: "after_fix",
  severity: "error",
  code: "stream_active",
  provenance: "documented",
  beats: ["resource.conflict"],
  get examples() {
    return [
      {
        what: "a second message while the first is answered",
        exchange: answeredDocumented(
          { path: "/v1/chat/support", json: SAMPLE_CHAT },
          409,
          "stream_active",
          "A stream is already active for this sandbox",
        ),
      },
      {
        what: "the same without a documented code",
        exchange: answeredJson({ path: "/v1/chat/my-agent", json: { ...SAMPLE_CHAT, threadId: OTHER_ID } }, 409, {
          error: { message: "Another stream is running on this thread" },
        }),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts)) return undefined;
    const isSaid = hasStatus(facts, 409, 400, 423) && ACTIVE.test(facts.message);
    if (facts.code !== "stream_active" && !isSaid) return undefined;
    const path = readStreamPath(facts);
    const evidence = answerEvidence(facts);
    if (path === undefined) return { strength: "named", confidence: "certain", evidence };
    return {
      strength: "named",
      confidence: "certain",
      evidence,
      fixes: [
        fix("Wait for the running stream: resume it and read to its end.", requestCommand("GET", path)),
        fix("Or cancel it, then send the message again.", requestCommand("DELETE", path)),
        ...active.fixes.slice(2),
      ],
    };
  },
};

/** The path on which this sandbox's stream is resumed (GET) and cancelled (DELETE). */
function readStreamPath(facts: Facts): string | undefined {
  const agent = facts.route?.params["agent"];
  const sandboxId: unknown = facts.requestBody.object?.["sandboxId"] ?? facts.route?.params["sandboxId"];
  if (agent === undefined || typeof sandboxId !== "string") return undefined;
  return `/v1/chat/${encodePart(agent)}/${encodePart(sandboxId)}/stream`;
}
