import type { Field } from "../../catalog/endpoint.js";
import { CHAT_OPTIONS } from "../../catalog/endpoints.js";
import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Evidence } from "../cause.js";
import { fitsField, wantedOf } from "../evidence/field-type.js";
import { clip, listWords, quoteValue } from "../evidence/quote-value.js";
import { chatCommand } from "../evidence/request-command.js";
import { answeredJson, answeredStream, SAMPLE_CHAT, SAMPLE_ID } from "../example.js";

interface Misfit {
  /** The evidence path's last words, such as `maxTurns`; "" for the whole object. */
  readonly name: string;
  readonly saw: string;
  /** One clause: what is allowed. */
  readonly allowed: string;
}

const NAMES = listWords(CHAT_OPTIONS.map((field) => field.name));
const GOOD_EVENTS = [
  { type: "start" },
  { type: "text-delta", id: "1", delta: "Hello" },
  { type: "message-metadata", messageMetadata: { resultSubtype: "success" } },
  { type: "finish" },
];

/** Options of a chat that the server threw away without a word. */
export const optionsDropped: Cause = {
  id: "request.options_dropped",
  title: "The server drops all options of this chat",
  explanation:
    "One member of options is unknown or has a value that the server does not take. It then drops the whole object without an error: also maxTurns and the budget caps in it do not hold.",
  proof: "A chat was sent with a member of options that the server's strict check refuses.",
  fixes: [
    fix(
      `Send only these options, with values that they take: ${NAMES}.`,
      chatCommand("my-agent", "<sandbox id>", { options: { maxBudgetUsd: 0.2, maxTurns: 5 } }),
    ),
    fix("Numbers go without quotes; maxBudgetUsd must be above 0."),
  ],
  retry: "never",
  severity: "warning",
  code: "invalid_request",
  provenance: "observed",
  get examples() {
    return [
      {
        what: "an unknown option beside a budget cap; the run is fine",
        exchange: answeredStream(GOOD_EVENTS, {
          request: {
            path: "/v1/chat/support",
            json: { ...SAMPLE_CHAT, options: { maxBudgetUsd: 0.2, temperature: 0 } },
          },
        }),
      },
      {
        what: "a background run whose cap is text",
        exchange: answeredJson(
          { path: "/v1/chat/support", json: { ...SAMPLE_CHAT, mode: "background", options: { maxBudgetUsd: "0.20" } } },
          202,
          { sandboxId: SAMPLE_ID, threadId: SAMPLE_ID, status: "running" },
        ),
      },
      {
        what: "a permission mode that does not exist",
        exchange: answeredStream(GOOD_EVENTS, {
          request: { path: "/v1/chat/support", json: { ...SAMPLE_CHAT, options: { permissionMode: "bypass" } } },
        }),
      },
    ];
  },
  find(facts) {
    if (facts.route?.endpoint?.id !== "chat.send" || !wasLookedAt(facts)) return undefined;
    const misfits = findMisfits(facts);
    const [first] = misfits;
    if (first === undefined) return undefined;
    const what = first.name === "" ? "options" : `options.${first.name}`;
    return {
      strength: "proof",
      confidence: "certain",
      evidence: misfits.map((misfit): Evidence => ({ where: pathOf(misfit), saw: misfit.saw })),
      explanation: `${what} is ${first.saw}, and ${first.allowed}. The server drops the whole options object for it without an error, so no member of it holds${capsIn(facts)}.`,
      fixes: [...misfits.map((misfit) => fix(adviceFor(misfit))), fix(`Allowed are ${NAMES}; nothing else.`)],
      ...(hasFailed(facts) ? { beside: true } : {}),
    };
  },
};

/** A request that was refused before its options were read says nothing about them. */
function wasLookedAt(facts: Facts): boolean {
  const { status } = facts;
  return status === null ? facts.stream !== null : status < 300 || status === 402 || status === 409 || status >= 500;
}

function hasFailed(facts: Facts): boolean {
  if ((facts.status ?? 200) >= 400) return true;
  const { stream } = facts;
  if (stream === null) return false;
  const endedWell = stream.resultSubtype === null || stream.resultSubtype === "success";
  return stream.errors.length > 0 || !stream.finished || !stream.hasText || !endedWell;
}

function pathOf(misfit: Misfit): string {
  return misfit.name === "" ? "request.body.options" : `request.body.options.${misfit.name}`;
}

function adviceFor(misfit: Misfit): string {
  if (misfit.name === "") return "Send options as an object, or leave it out.";
  if (misfit.saw === "unknown") return `Remove ${misfit.name} from options: ${misfit.allowed}.`;
  return `Change ${misfit.name} in options: ${misfit.allowed}.`;
}

function findMisfits(facts: Facts): readonly Misfit[] {
  const body = facts.requestBody.object ?? {};
  if (!Object.hasOwn(body, "options")) return [];
  const options: unknown = body["options"];
  if (typeof options !== "object" || options === null || Array.isArray(options))
    return [{ name: "", saw: quoteValue(options), allowed: "only an object is taken" }];
  return Object.entries(options)
    .slice(0, 50)
    .flatMap(([name, value]) => findMisfit(name, value) ?? []);
}

function findMisfit(name: string, value: unknown): Misfit | undefined {
  const field = CHAT_OPTIONS.find((option) => option.name === name);
  if (field === undefined)
    return { name: clip(name, 60), saw: "unknown", allowed: `the server knows no option ${clip(name, 60)}` };
  if (fitsField(field, value) && fitsBeyondType(field, value)) return undefined;
  return { name, saw: quoteValue(value), allowed: `it takes ${wantedBeyondType(field)}` };
}

/** What the server's check asks for beside type and range (observed). */
function fitsBeyondType(field: Field, value: unknown): boolean {
  switch (field.name) {
    case "maxBudgetUsd":
      return typeof value === "number" && value > 0;
    case "systemPrompt":
      return typeof value === "string" || (typeof value === "object" && value !== null && !Array.isArray(value));
    case "disallowedTools":
      return Array.isArray(value) && value.length > 0;
    default:
      return true;
  }
}

function wantedBeyondType(field: Field): string {
  if (field.name === "maxBudgetUsd") return "a number above 0";
  if (field.name === "systemPrompt") return "a text or a preset object";
  return field.name === "disallowedTools" ? "a list of at least one text" : wantedOf(field);
}

function capsIn(facts: Facts): string {
  const options: unknown = facts.requestBody.object?.["options"];
  if (typeof options !== "object" || options === null) return "";
  const caps = ["maxBudgetUsd", "maxSandboxBudgetUsd", "maxTurns"].filter((name) => Object.hasOwn(options, name));
  return caps.length === 0 ? "" : `, not even ${listWords(caps, "or")}`;
}
