import type { Endpoint } from "../../catalog/endpoint.js";
import type { Facts } from "../../exchange/facts.js";
import { listWords } from "./quote-value.js";

/** `POST /v1/sandboxes`: an endpoint in words; `this endpoint` where it is unknown. */
export function nameEndpoint(facts: Facts): string {
  const endpoint = facts.route?.endpoint ?? null;
  return endpoint === null ? "this endpoint" : `${endpoint.method} ${endpoint.path}`;
}

/** The fields that an endpoint takes, as one sentence; "" where it takes none. */
export function tellFields(endpoint: Endpoint | null): string {
  if (endpoint === null) return "";
  const sentences = [
    tellPart("The query string takes", endpoint.query),
    tellPart("The JSON body takes", endpoint.body ?? []),
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function tellPart(start: string, fields: Endpoint["query"]): string {
  if (fields.length === 0) return "";
  const required = fields.filter((field) => field.required).map((field) => field.name);
  const optional = fields.filter((field) => !field.required).map((field) => field.name);
  const must = required.length === 0 ? "" : `${listWords(required)} (required)`;
  const may = optional.length === 0 ? "" : `${listWords(optional)} (optional)`;
  return `${start} ${[must, may].filter((words) => words !== "").join(" and ")}.`;
}
