import { ENDPOINTS } from "../../catalog/endpoints.js";
import type { Facts } from "../../exchange/facts.js";

/** True where a text holds the name as a word of its own; `path` is not in `filePath`. */
export function namesField(text: string, name: string): boolean {
  let at = text.indexOf(name);
  while (at >= 0) {
    if (!/\w/.test(text[at - 1] ?? " ") && !/\w/.test(text[at + name.length] ?? " ")) return true;
    at = text.indexOf(name, at + 1);
  }
  return false;
}

const NAME = "[A-Za-z_][A-Za-z0-9_.]{0,60}";
const REQUIRED = [
  new RegExp(
    `["'\`]?\\b(${NAME})["'\`]?(?: slug| id| query parameter| parameter| param| field| property)? (?:is|are) (?:a )?(?:required|missing)\\b`,
  ),
  new RegExp(
    `["'\`]?\\b(${NAME})["'\`]?(?: (?:field|parameter))? (?:must be (?:provided|present|set)|(?:cannot|must not|may not) be (?:empty|blank|null|undefined)|(?:was |is )?not provided|missing)\\b`,
  ),
  new RegExp(`\\b(${NAME})["'\`]?: (?:[Ff]ield )?(?:[Rr]equired|[Mm]issing)\\b`),
  new RegExp(`\\b[Ff]ield [Rr]equired: ["'\`]?(${NAME})`),
  new RegExp(`\\b[Pp]rovide (?:either )?(?:\\{[\\w, ]{1,80}\\} or )?\\{?(${NAME})\\b`),
  new RegExp(`\\b(${NAME}) and ${NAME} are required\\b`),
  new RegExp(
    `\\b(?:[Mm]issing|[Rr]equires?)(?: the)?(?: required)?(?: query| body)?(?: field| parameter| param| property| argument)?:? ["'\`]?(${NAME})`,
  ),
  new RegExp(
    `\\bmust (?:have|include|contain|provide)(?: the)?(?: required)?(?: field| parameter| property) ["'\`]?(${NAME})`,
  ),
] as const;

/**
 * The fields that a message calls missing, by name. Where nothing is known of the request, only names of the API's own
 * required fields count: other things can be required too.
 */
export function requiredInMessage(facts: Facts): readonly string[] {
  const known = facts.route?.endpoint ?? null;
  const endpoints = known === null ? ENDPOINTS : [known];
  const fields = endpoints.flatMap((endpoint) => [...endpoint.query, ...(endpoint.body ?? [])]);
  const found = REQUIRED.flatMap((pattern) => pattern.exec(facts.message)?.[1] ?? []);
  // A sentence may start with the field's name.
  const names = found.map((name) => (/^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name));
  const trusted = names.filter((name) =>
    fields.some((field) => field.name === name && (known !== null || field.required)),
  );
  return [...new Set(trusted)];
}

/** The fields of the endpoint, in body and query, that a message names. */
export function fieldsInMessage(facts: Facts): readonly string[] {
  const endpoint = facts.route?.endpoint ?? null;
  if (endpoint === null) return [];
  const names = [...endpoint.query, ...(endpoint.body ?? [])].map((field) => field.name);
  return [...new Set(names)].filter((name) => namesField(facts.message, name));
}

/** True for a validator's words about a value that was not there, without the field's name (zod, observed). */
export function saysUndefined(message: string): boolean {
  return /received undefined\b|^\s*Required\s*$/i.test(message);
}

/** True for words about a limit of length, size or count, or about a value that cannot change. */
export function speaksOfLimit(message: string): boolean {
  return /\b(?:at most|no more than|no longer than|more than|too (?:long|big|large|many|short|small)|must not exceed|exceeds?|maximum|immutable|cannot be (?:changed|updated|modified)|unrecognized keys?)\b|<=\s?\d/i.test(
    message,
  );
}
