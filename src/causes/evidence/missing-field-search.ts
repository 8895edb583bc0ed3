import { distance } from "fastest-levenshtein";
import type { Endpoint, Field } from "../../catalog/endpoint.js";
import type { Facts } from "../../exchange/facts.js";

type Members = Readonly<Record<string, unknown>>;

/** A required field that the request does not hold. */
export interface MissingField {
  readonly name: string;
  readonly part: "body" | "query";
  /** The name under which its value stands there instead, or null. */
  readonly misnamed: string | null;
  /** Another place where the field stands under its own name, such as `the query string`; null where nowhere. */
  readonly elsewhere: string | null;
}

/** The required fields that a known request to a known endpoint does not hold; none where either is unknown. */
export function findMissingFields(facts: Facts): readonly MissingField[] {
  const endpoint = facts.route?.endpoint ?? null;
  if (endpoint === null || facts.target === null) return [];
  const query = Object.fromEntries(facts.target.query);
  const inQuery = endpoint.query.filter((field) => field.required && !isThere(query, field.name));
  return [
    ...inQuery.map((field) => describe(field, "query", query, endpoint.query, facts)),
    ...findMissingInBody(endpoint, facts),
  ];
}

function findMissingInBody(endpoint: Endpoint, facts: Facts): MissingField[] {
  const { kind, object } = facts.requestBody;
  const fields = endpoint.body ?? [];
  const held = kind === "absent" ? {} : object;
  if (held === null) return [];
  const members = endpoint.id === "files.write" ? dropEmptyFiles(held) : held;
  const required = endpoint.id === "files.write" ? missingOfFiles(members, facts) : fields.filter((f) => f.required);
  return required
    .filter((field) => !isThere(members, field.name))
    .map((field) => describe(field, "body", members, fields, facts));
}

/** Files are written as `files`, or as `path` and `content`: which of the two was begun decides what is missing. */
function missingOfFiles(members: Members, facts: Facts): readonly Field[] {
  if (facts.target?.query.has("format") === true || isThere(members, "files")) return [];
  const path: Field = { name: "path", type: "string", required: true, mistakenFor: ["file", "filename", "filePath"] };
  const content: Field = { name: "content", type: "string", required: true, mistakenFor: ["text", "data", "contents"] };
  const begun = [path, content].some((field) => isThere(members, field.name) || findMisnamed(field, members, []));
  return begun ? [path, content] : [{ name: "files", type: "any", required: true }];
}

/** An empty `files` counts as none (observed). */
function dropEmptyFiles(members: Members): Members {
  const files = members["files"];
  const isEmpty = files === null || (typeof files === "object" && Object.keys(files).length === 0) || files === "";
  return isEmpty ? Object.fromEntries(Object.entries(members).filter(([name]) => name !== "files")) : members;
}

function isThere(members: Members, name: string): boolean {
  return Object.hasOwn(members, name) && members[name] !== undefined;
}

function describe(
  field: Field,
  part: MissingField["part"],
  members: Members,
  fields: readonly Field[],
  facts: Facts,
): MissingField {
  const misnamed = findMisnamed(field, members, fields);
  return { name: field.name, part, misnamed, elsewhere: findElsewhere(field.name, part, facts) };
}

/** The member that holds a field's value under a name that is mistaken for it, or is spelled nearly like it. */
function findMisnamed(field: Field, members: Members, fields: readonly Field[]): string | null {
  const free = Object.keys(members)
    .slice(0, 100)
    .filter((name) => !fields.some((other) => other.name === name));
  const spelled = free.find((name) => wordOf(name) === wordOf(field.name));
  const known = (field.mistakenFor ?? []).find((alias) => free.some((name) => wordOf(name) === wordOf(alias)));
  const aliased = known === undefined ? undefined : free.find((name) => wordOf(name) === wordOf(known));
  return spelled ?? aliased ?? free.find((name) => isTypoOf(name, field.name)) ?? null;
}

/** The letters and digits of a name: `sandbox_id`, `SandboxID` and `sandbox-id` are one word. */
function wordOf(name: string): string {
  return name
    .slice(0, 100)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

function isTypoOf(name: string, wanted: string): boolean {
  const most = wanted.length >= 6 ? 2 : wanted.length >= 4 ? 1 : 0;
  return distance(wordOf(name), wordOf(wanted)) <= most;
}

function findElsewhere(name: string, part: MissingField["part"], facts: Facts): string | null {
  const object = facts.requestBody.object ?? {};
  if (part === "query") return isThere(object, name) ? "the body" : null;
  if (facts.target?.query.has(name) === true) return "the query string";
  const holder = Object.entries(object).find(([, value]) => isMembers(value) && isThere(value, name));
  return holder === undefined ? null : `the member ${holder[0].slice(0, 60)} of the body`;
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
