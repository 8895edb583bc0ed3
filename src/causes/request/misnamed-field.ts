import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { nameEndpoint, tellFields } from "../evidence/endpoint-words.js";
import { findMissingFields, type MissingField } from "../evidence/missing-field-search.js";
import { fieldsInMessage, requiredInMessage, speaksOfLimit } from "../evidence/named-field.js";
import { clip } from "../evidence/quote-value.js";
import { refusesRequest } from "../evidence/refused-request.js";
import { chatCommand, requestCommand } from "../evidence/request-command.js";
import { answeredDocumented, answeredJson, SAMPLE_CHAT, SAMPLE_ID } from "../example.js";

/** A required field is there, but under another name. */
export const misnamedField: Cause = {
  id: "request.misnamed_field",
  title: "A required field stands under another name",
  explanation:
    "The request holds the value, but not under the name that the endpoint reads. Unknown members are ignored without a word, so the server says only that the right one is missing.",
  proof:
    "A required field is absent, and a member that the endpoint does not know is spelled like it or is a usual name for it.",
  fixes: [
    fix(
      "Rename the member to the name that the message asks for. Names are camelCase: sandboxId, not sandbox_id.",
      chatCommand(),
    ),
    fix("exec wants command, not cmd.", requestCommand("POST", "/v1/sandboxes/<sandbox id>/exec", { command: "ls" })),
  ],
  retry: "never",
  severity: "error",
  code: "invalid_request",
  provenance: "observed",
  beats: ["request.missing_field", "request.validation", "request.invalid", "request.message_format"],
  get examples() {
    return [
      {
        what: "sandbox_id for sandboxId",
        exchange: answeredDocumented(
          { path: "/v1/chat/support", json: { messages: SAMPLE_CHAT.messages, sandbox_id: SAMPLE_ID } },
          400,
          "invalid_request",
          "sandboxId is required",
        ),
      },
      {
        what: "cmd for command",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/exec`, json: { cmd: "ls" } }, 400, {
          error: { code: "invalid_request", message: "command is required" },
        }),
      },
      {
        what: "a vault with a title instead of a name",
        exchange: answeredJson({ path: "/v1/mcp/vaults", json: { title: "Team" } }, 400, {
          error: "validation_error",
          message: "Invalid input: expected string, received undefined",
          status: 400,
        }),
      },
    ];
  },
  find(facts) {
    if (!refusesRequest(facts)) return undefined;
    const misnamed = findMissingFields(facts).filter((field) => field.misnamed !== null);
    const named = [...requiredInMessage(facts), ...fieldsInMessage(facts)];
    const found = named.length === 0 ? misnamed[0] : misnamed.find((field) => named.includes(field.name));
    if (found === undefined || (named.length === 0 && speaksOfLimit(facts.message))) return undefined;
    const wrong = clip(found.misnamed ?? "");
    return {
      strength: "proof",
      confidence: named.length > 0 ? "certain" : "likely",
      evidence: [
        { where: `request.${found.part}.${wrong}`, saw: `present, where ${found.name} is absent` },
        ...answerEvidence(facts),
      ],
      explanation: `${nameEndpoint(facts)} reads ${found.name}; the request has ${wrong} instead. The server ignores members that it does not know, and then misses ${found.name}.`,
      fixes: [
        fix(`Rename ${wrong} to ${found.name}.`, renamedCommand(facts, found)),
        fix(`${tellFields(facts.route?.endpoint ?? null)} Names are case-sensitive.`.trim()),
      ],
    };
  },
};

/** The same request with the right name; null where it is not in the body, or too long for a line. */
function renamedCommand(facts: Facts, found: MissingField): string | null {
  const { object } = facts.requestBody;
  if (object === null || facts.target === null || found.part !== "body" || JSON.stringify(object).length > 300)
    return null;
  const renamed = Object.entries(object).map(([name, value]) => [name === found.misnamed ? found.name : name, value]);
  return requestCommand(facts.exchange.request?.method ?? "POST", facts.target.path, Object.fromEntries(renamed));
}
