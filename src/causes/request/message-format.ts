import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence, hasStatus, reportsError } from "../evidence/answer.js";
import { findMessageFault, type MessageFault } from "../evidence/message-form.js";
import { findMissingFields } from "../evidence/missing-field-search.js";
import { fieldsInMessage } from "../evidence/named-field.js";
import { crashedOnValue, foundNoBody, refusesRequest } from "../evidence/refused-request.js";
import { chatCommand } from "../evidence/request-command.js";
import { answeredJson, SAMPLE_ID } from "../example.js";

const FORM = '{"role": "user", "parts": [{"type": "text", "text": "hello"}]}';

/** The messages of a chat are not in the form that the server reads. */
export const messageFormat: Cause = {
  id: "request.message_format",
  title: "The chat messages have another form",
  explanation:
    "This API reads messages as a role and a list of parts, not as role and content. At least one message must be the user's and hold text; the server answers other forms with a 400, or fails on them with a 500.",
  proof:
    "The messages of a chat lack parts, a user's message or text, and the answer is a 400 or a TypeError of the server.",
  fixes: [
    fix(`Write every message as ${FORM}.`, chatCommand()),
    fix("Send at least one message with the role user, last of all, whose text is not blank."),
  ],
  retry: "never",
  severity: "error",
  code: "invalid_request",
  provenance: "observed",
  beats: ["request.wrong_type", "request.invalid", "server.internal"],
  get examples() {
    return [
      {
        what: "messages as role and content",
        exchange: answeredJson(
          { path: "/v1/chat/support", json: { sandboxId: SAMPLE_ID, messages: [{ role: "user", content: "hi" }] } },
          500,
          { error: { code: "internal_error", message: "Cannot read properties of undefined (reading 'filter')" } },
        ),
      },
      {
        what: "an empty list of messages",
        exchange: answeredJson({ path: "/v1/chat/support", json: { sandboxId: SAMPLE_ID, messages: [] } }, 400, {
          error: { code: "invalid_request", message: "messages is required and must not be empty", status: 400 },
        }),
      },
      {
        what: "a message of the user without text",
        exchange: answeredJson(
          {
            path: "/v1/chat/support",
            json: { sandboxId: SAMPLE_ID, messages: [{ role: "user", parts: [{ type: "text", text: " " }] }] },
          },
          400,
          { error: { code: "invalid_request", message: "User message must contain text" } },
        ),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts) || foundNoBody(facts)) return undefined;
    const fault = isChat(facts) ? findMessageFault(facts.requestBody.object?.["messages"]) : undefined;
    if (fault !== undefined) return findFault(facts, fault);
    const isKnown = facts.route !== null && facts.requestBody.kind !== "unknown";
    if (isKnown || !hasStatus(facts, 400, 422, 500)) return undefined;
    return findInMessage(facts);
  },
};

function isChat(facts: Facts): boolean {
  return facts.route?.endpoint?.id === "chat.send";
}

function findFault(facts: Facts, fault: MessageFault): Finding | undefined {
  if (!refusesRequest(facts) && !crashedOnValue(facts)) return undefined;
  const others = fieldsInMessage(facts).filter((name) => name !== "messages");
  const isMissing = findMissingFields(facts).length > 0;
  // The message finds fault with another field: the messages were not looked at yet.
  if (others.length > 0) return undefined;
  const evidence = [{ where: fault.where, saw: fault.saw }, ...answerEvidence(facts)];
  const named = crashedOnValue(facts) || /\bmessages?\b|\bparts\b/i.test(facts.message);
  return {
    strength: "proof",
    confidence: named ? "certain" : isMissing ? "possible" : "likely",
    evidence,
    explanation: `In this request ${fault.what}. The server reads each message as a role and a list of parts, and needs one of the user's with text in it.`,
    fixes: [
      fix(`Write every message as ${FORM}.`, chatCommand(facts.route?.params["agent"])),
      fix("Coming from another SDK's {role, content}? Put the content into parts as one part of the type text."),
    ],
  };
}

const MESSAGE_WORDS =
  /\buser message\b|\bmessages must (?:be|not be|contain|have)\b|\bmessages\b.{0,40}\bnot be empty\b|\bmessages\b.{0,40}\bempty\b|\bparts\b.{0,40}\b(?:is not|must be|required|is required)\b|\bparts\.filter\b|\(reading '(?:filter|parts)'\)/i;

function findInMessage(facts: Facts): Finding | undefined {
  if (!MESSAGE_WORDS.test(facts.message)) return undefined;
  return { strength: "named", confidence: "likely", evidence: answerEvidence(facts) };
}
