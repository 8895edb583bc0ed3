import { fix } from "../../catalog/fix.js";
import type { Cause } from "../cause.js";
import { answerEvidence, toldTexts } from "../evidence/answer.js";
import { encodePart, requestCommand } from "../evidence/request-command.js";
import { answeredDocumented, answeredJson, OTHER_ID, SAMPLE_CHAT } from "../example.js";

const EXPIRED =
  /^session_expired\b|\bcontinuation session\b.{0,120}\bnot available\b|\bagent session\b.{0,80}\b(?:expired|gone|lost|not found|no longer)\b|\bsession\b.{0,80}\bis not available in sandbox\b/i;

/** The session that a thread goes on with is gone from the sandbox. */
export const expired: Cause = {
  id: "session.expired",
  title: "The thread's agent session is gone",
  explanation:
    "The thread goes on with a session of the agent that is no longer in the sandbox, so the agent has lost the conversation. The thread can be read, but not continued.",
  proof: "The code is session_expired, or the message says that the session is not available.",
  fixes: [
    fix(
      "Start a new thread, and put what the agent must know into its first message.",
      requestCommand("POST", "/v1/sandboxes/<sandbox id>/threads", { name: "continued" }),
    ),
    fix(
      "Read the old thread for what was said.",
      requestCommand("GET", "/v1/sandboxes/<sandbox id>/threads/<thread id>"),
    ),
  ],
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: ["resource.conflict", "sandbox.runtime_error", "stream.error_event"],
  get examples() {
    return [
      {
        what: "a thread whose session is lost",
        exchange: answeredJson({ path: "/v1/chat/support", json: { ...SAMPLE_CHAT, threadId: OTHER_ID } }, 409, {
          error: { code: "session_expired", message: "Continuation session lost-1 is not available in sandbox" },
        }),
      },
      {
        what: "the same in the documented envelope",
        exchange: answeredDocumented(
          { path: "/v1/chat/my-agent", json: SAMPLE_CHAT },
          409,
          "session_expired",
          "The agent session for this thread has expired",
        ),
      },
    ];
  },
  find(facts) {
    if (facts.status === 401 || facts.status === 403) return undefined;
    const isNamed = facts.code === "session_expired" || toldTexts(facts).some((text) => EXPIRED.test(text));
    if (!isNamed) return undefined;
    const threadId: unknown = facts.requestBody.object?.["threadId"];
    const sandboxId: unknown = facts.requestBody.object?.["sandboxId"];
    const evidence = answerEvidence(facts);
    if (typeof sandboxId !== "string") return { strength: "named", confidence: "certain", evidence };
    const path = `/v1/sandboxes/${encodePart(sandboxId)}/threads`;
    return {
      strength: "named",
      confidence: "certain",
      evidence: [
        ...(typeof threadId === "string" ? [{ where: "request.body.threadId", saw: threadId }] : []),
        ...evidence,
      ],
      fixes: [
        fix(
          "Start a new thread, and put what the agent must know into its first message.",
          requestCommand("POST", path, { name: "continued" }),
        ),
        fix(
          "Read the old thread for what was said.",
          typeof threadId === "string" ? requestCommand("GET", `${path}/${encodePart(threadId)}`) : null,
        ),
      ],
    };
  },
};
