import type { ResourceKind } from "../../catalog/endpoint.js";
import { type IdForm, readIdForm } from "../../catalog/id-form.js";
import type { Facts } from "../../exchange/facts.js";
import { readMissingThing } from "./missing-thing.js";

/** An id that the request names, or that the answer repeats. */
export interface SentId {
  readonly kind: ResourceKind;
  readonly text: string;
  /** The evidence path. */
  readonly where: string;
  readonly form: IdForm;
}

/** Body members that name a resource. */
const BODY_IDS: readonly (readonly [string, ResourceKind])[] = [
  ["sandboxId", "sandbox"],
  ["threadId", "thread"],
  ["agent", "agent"],
];

/** The ids that an answer can be about: those of the request, or, where it is unknown, the one that the message repeats. */
export function readSentIds(facts: Facts): readonly SentId[] {
  const kinds = facts.route?.endpoint?.params ?? {};
  const inPath = Object.entries(kinds).flatMap(([name, kind]) => {
    const text = facts.route?.params[name] ?? "";
    return text === "" ? [] : [sentId(kind, text, `request.path.${name}`)];
  });
  const body = facts.requestBody.object ?? {};
  const reads = facts.route?.endpoint?.body ?? [];
  const inBody = BODY_IDS.flatMap(([name, kind]) => {
    const value = Object.hasOwn(body, name) && reads.some((field) => field.name === name) ? body[name] : undefined;
    return typeof value === "string" && value !== "" ? [sentId(kind, value, `request.body.${name}`)] : [];
  });
  return facts.route === null ? readRepeatedId(facts.message) : [...inPath, ...inBody];
}

/** The ids that the answer may complain of: those of the kind that it names, else all. */
export function blamedIds(facts: Facts): readonly SentId[] {
  const ids = readSentIds(facts);
  const kind = blamedKind(facts);
  const blamed = kind === undefined ? ids : ids.filter((id) => id.kind === kind);
  return blamed.length > 0 ? blamed : ids.filter(() => kind === undefined);
}

/** The kind of resource that a code or message calls missing, where it names one. */
export function blamedKind(facts: Facts): ResourceKind | undefined {
  const byCode = /^(agent|sandbox|thread|vault|credential)_not_found$/.exec(facts.code ?? "")?.[1];
  const byMessage =
    /\b(agent|sandbox|thread|vault|credential)\b(?: ["'][^"']{0,200}["'])? (?:was |is |could )?not (?:be )?found/i;
  const byTable = /"an_(thread|sandboxe|mcp_vault|mcp_(?:vault_)?credential)s"\."id" = \$1/.exec(facts.message)?.[1];
  const named = byMessage.exec(facts.message)?.[1]?.toLowerCase() ?? tableKind(byTable);
  return asKind(byCode ?? readMissingThing(facts.message)?.kind ?? named);
}

function tableKind(table: string | undefined): string | undefined {
  if (table === undefined) return undefined;
  return table === "sandboxe" ? "sandbox" : table === "mcp_vault" ? "vault" : table === "thread" ? table : "credential";
}

function asKind(word: string | undefined): ResourceKind | undefined {
  const kinds: readonly ResourceKind[] = ["agent", "sandbox", "thread", "vault", "credential"];
  return kinds.find((kind) => kind === word);
}

/** `Sandbox "x" not found`, or the parameters of a query that failed. */
function readRepeatedId(message: string): readonly SentId[] {
  const quoted = /\b(Agent|Sandbox|Thread|Vault|Credential) ["']([^"']{1,200})["'] (?:was |is )?not found/i.exec(
    message,
  );
  const kind = asKind(quoted?.[1]?.toLowerCase());
  if (kind !== undefined) return [sentId(kind, quoted?.[2] ?? "", "response.body.error.message")];
  const table = /"an_(threads|mcp_vaults|mcp_(?:vault_)?credentials)"\."id" = \$1\b/.exec(message)?.[1];
  const parameter = /\nparams: ([^,\n]{1,200})/.exec(message)?.[1];
  if (!/^Failed query: (?:select|update|delete)\b/.test(message) || table === undefined || parameter === undefined)
    return [];
  return [
    sentId(
      table === "threads" ? "thread" : table === "mcp_vaults" ? "vault" : "credential",
      parameter,
      "response.body.error.message",
    ),
  ];
}

function sentId(kind: ResourceKind, text: string, where: string): SentId {
  return { kind, text, where, form: readIdForm(text) };
}

/** True for the SQL text with which the server tells that its database refused a value (observed). */
export function quotesQuery(facts: Facts): boolean {
  return /\bFailed query:|invalid input syntax for type uuid/i.test(facts.message);
}
