import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { nameEndpoint, tellFields } from "../evidence/endpoint-words.js";
import { findMissingFields, type MissingField } from "../evidence/missing-field-search.js";
import { fieldsInMessage, requiredInMessage, saysUndefined, speaksOfLimit } from "../evidence/named-field.js";
import { listWords, quoteValue } from "../evidence/quote-value.js";
import { foundNoBody, refusesRequest } from "../evidence/refused-request.js";
import { chatCommand, requestCommand } from "../evidence/request-command.js";
import { answeredDocumented, answeredJson, OTHER_ID, SAMPLE_CHAT, SAMPLE_ID } from "../example.js";

/** A field that the endpoint requires is not in the request. */
export const missingField: Cause = {
  id: "request.missing_field",
  title: "A required field is missing",
  explanation:
    "The endpoint requires a field that the request does not hold. The server reads the body or the query string, finds nothing under that name and stops there.",
  proof:
    "The answer is a 400, and a field that this endpoint requires is absent from the request or called required by the message.",
  fixes: [
    fix("Add the field that the message names. Names are camelCase and case-sensitive.", chatCommand()),
    fix(
      "Read from a variable? Print it before you send: JSON leaves out members whose value is undefined.",
      requestCommand("POST", "/v1/sandboxes", { agent: "my-agent" }),
    ),
  ],
  retry: "never",
  severity: "error",
  code: "invalid_request",
  provenance: "documented",
  beats: ["request.validation", "request.invalid"],
  get examples() {
    return [
      {
        what: "a chat without sandboxId",
        exchange: answeredDocumented(
          { path: "/v1/chat/support", json: { messages: SAMPLE_CHAT.messages } },
          400,
          "invalid_request",
          "sandboxId is required",
        ),
      },
      {
        what: "a file read without the path parameter",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/files` }, 400, {
          error: { code: "invalid_request", message: "path query parameter is required" },
        }),
      },
      {
        what: "a credential without auth; the validator does not name the field",
        exchange: answeredJson(
          { path: `/v1/mcp/vaults/${OTHER_ID}/credentials`, json: { serverUrl: "https://mcp.example.com/mcp" } },
          400,
          { error: "validation_error", message: "Invalid input: expected object, received undefined", status: 400 },
        ),
      },
    ];
  },
  find(facts) {
    if (!refusesRequest(facts) && !foundNoBody(facts)) return undefined;
    const missing = findMissingFields(facts);
    const named = [...requiredInMessage(facts), ...fieldsInMessage(facts)];
    const blamed = missing.filter((field) => named.includes(field.name));
    if (blamed.length > 0) return tellMissing(facts, blamed, "certain");
    if (named.length > 0 || speaksOfLimit(facts.message) || speaksOfMessages(facts)) return findNamed(facts);
    return missing.length > 0 ? tellMissing(facts, missing, "likely") : findNamed(facts);
  },
};

function speaksOfMessages(facts: Facts): boolean {
  return /\buser message\b/i.test(facts.message);
}

function tellMissing(facts: Facts, missing: readonly MissingField[], confidence: Finding["confidence"]): Finding {
  const names = listWords(missing.map((field) => field.name));
  const is = missing.length === 1 ? "is" : "are";
  const elsewhere = missing.filter((field) => field.elsewhere !== null);
  const moved = elsewhere.map((field) =>
    fix(
      `Move ${field.name} from ${field.elsewhere} to the ${field.part === "query" ? "query string" : "top level of the body"}.`,
    ),
  );
  return {
    strength: "proof",
    confidence,
    evidence: [
      ...missing.map((field) => ({ where: `request.${field.part}.${field.name}`, saw: "absent" })),
      ...answerEvidence(facts),
    ],
    explanation: `${nameEndpoint(facts)} requires ${names}, and the request does not hold ${missing.length === 1 ? "it" : "them"}. The server stops at the first field that it does not find.`,
    fixes: [
      ...moved,
      fix(
        `Add ${names}, which ${is} required in the ${missing[0]?.part === "query" ? "query string" : "JSON body"}.`,
        exampleFor(facts),
      ),
      fix(`${tellFields(facts.route?.endpoint ?? null)} Names are case-sensitive.`.trim()),
      ...adviceFor(missing.map((field) => field.name)),
    ],
  };
}

/** Only the message tells: the request is unknown, or holds the field with a value that counts as none. */
function findNamed(facts: Facts): Finding | undefined {
  const [name] = requiredInMessage(facts);
  const known = facts.route?.endpoint !== undefined && facts.requestBody.kind !== "unknown";
  if (name === undefined) {
    if (known || !saysUndefined(facts.message)) return undefined;
    const evidence = answerEvidence(facts);
    return { strength: "named", confidence: "likely", evidence };
  }
  const sent = sentValue(facts, name);
  const isBlank = sent === null || (typeof sent === "string" && sent.trim() === "") || sent === undefined;
  if (!isBlank || (sent !== undefined && facts.code === "validation_error")) return undefined;
  const stands =
    sent === undefined ? "" : ` The request holds it as ${quoteValue(sent, name)}, which counts as missing.`;
  return {
    strength: "named",
    confidence: "likely",
    evidence: answerEvidence(facts),
    explanation: `The server says that ${name} is required.${stands}`,
    fixes: [fix(`Send ${name} with a value. The name is case-sensitive.`, exampleFor(facts)), ...adviceFor([name])],
  };
}

function sentValue(facts: Facts, name: string): unknown {
  const { object } = facts.requestBody;
  if (object !== null && Object.hasOwn(object, name)) return object[name];
  return facts.target?.query.get(name) ?? undefined;
}

function adviceFor(names: readonly string[]): ReturnType<typeof fix>[] {
  if (names.includes("sandboxId"))
    return [
      fix(
        "No sandbox yet? Create one and send the id of the answer as sandboxId.",
        requestCommand("POST", "/v1/sandboxes", { agent: "my-agent" }),
      ),
    ];
  return [];
}

function exampleFor(facts: Facts): string | null {
  const endpoint = facts.route?.endpoint ?? null;
  if (endpoint === null || facts.target === null) return null;
  if (endpoint.id === "chat.send") return chatCommand(facts.route?.params["agent"]);
  const query = endpoint.query.filter((field) => field.required).map((field) => `${field.name}=/home/user`);
  if (query.length > 0) return requestCommand(endpoint.method, `${facts.target.path}?${query.join("&")}`);
  if (endpoint.id === "files.write")
    return requestCommand("POST", facts.target.path, { path: "/home/user/a.txt", content: "hello" });
  const required = (endpoint.body ?? []).filter((field) => field.required);
  const body = Object.fromEntries(required.map((field) => [field.name, sampleOf(field.name)]));
  return requestCommand(endpoint.method, facts.target.path, body);
}

function sampleOf(name: string): unknown {
  if (name === "auth") return { type: "bearer", token: "<token>" };
  const samples: Readonly<Record<string, string>> = {
    agent: "my-agent",
    command: "ls",
    url: "https://example.com/repo.git",
    serverUrl: "https://mcp.example.com/mcp",
    name: "Team vault",
    path: "/home/user/new",
    oldPath: "/home/user/a.txt",
    newPath: "/home/user/b.txt",
  };
  return samples[name] ?? `<${name}>`;
}
