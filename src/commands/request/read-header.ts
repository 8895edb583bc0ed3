import type { Header } from "../../exchange/exchange.js";
import { UsageError } from "../usage-error.js";

/** The headers that the command line asks for, and the names of those that it asks to leave out. */
export interface GivenHeaders {
  readonly headers: readonly Header[];
  /** Lower case. */
  readonly left: readonly string[];
}

/** What frames the message has one right value, and undici sends nothing where it meets another. */
const OWN = /^(?:content-length|transfer-encoding|keep-alive|upgrade|expect)$/i;

/**
 * Reads `-H` as curl takes it: `Name: value`; `Name;` sends it empty, `Name:` leaves out what would be sent by itself.
 * Throws UsageError where it is no header that HTTP can carry, or one that only the client can write.
 */
export function readHeaderOptions(texts: readonly string[]): GivenHeaders {
  const read = texts.map(readOne);
  const headers = read.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
  const sent = new Set(headers.map(({ name }) => name.toLowerCase()));
  const left = read.flatMap(({ name, value }) => (value === null ? name.toLowerCase() : []));
  return { headers, left: left.filter((name) => !sent.has(name)) };
}

function readOne(text: string): { readonly name: string; readonly value: string | null } {
  const [, name = "", mark, rest = ""] = /^([!#$%&'*+.^_`|~\w-]+)([:;])[ \t]*(.*)$/s.exec(text) ?? [];
  const value = rest.trimEnd();
  if (name === "" || (mark === ";" && value !== ""))
    throw new UsageError(`-H: "${text}" is no header`, text, "Write it as -H 'Name: value'.");
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
    throw new UsageError(
      `-H: the value of ${name} holds a character that no header can carry`,
      name,
      "Remove line breaks and everything outside Latin-1.",
    );
  }
  if (OWN.test(name))
    throw new UsageError(`-H: ${name} is written by this program itself`, name, "Leave it out, or send it with curl.");
  return { name, value: mark === ";" ? "" : value === "" ? null : value };
}
