import { readHeader } from "../../exchange/exchange.js";
import type { Facts } from "../../exchange/facts.js";
import type { Evidence } from "../cause.js";
import { shorten } from "./spoken-text.js";

/** The status of the answer as evidence; empty where none is known. */
export function seenStatus(facts: Facts): readonly Evidence[] {
  return facts.status === null ? [] : [{ where: "response.status", saw: String(facts.status) }];
}

/** A header of the answer as evidence; empty where it was absent. */
export function seenHeader(facts: Facts, name: string): readonly Evidence[] {
  const value = readHeader(facts.exchange.response?.headers ?? [], name);
  return value === undefined ? [] : [{ where: `response.headers.${name.toLowerCase()}`, saw: shorten(value) }];
}
