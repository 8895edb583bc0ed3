/** The preferences of a request by lower-case name; a preference without a value has "". */
export type Preferences = ReadonlyMap<string, string>;

const NONE: Preferences = new Map();

/**
 * Reads the `Prefer` header (RFC 7240): several preferences, quoted values, any case of names; the first of a name wins
 * (section 2). Parameters behind `;` count as preferences too, unless one of that name stands alone: people write
 * `code=x; wait=3` as readily as `code=x, wait=3`. What is not well formed is left out. Linear in the length of the text.
 */
export function parsePrefer(header: string): Preferences {
  if (header === "") return NONE;
  const own = new Map<string, string>();
  const parameters = new Map<string, string>();
  for (const part of splitOutsideQuotes(header, ",")) {
    for (const [i, piece] of splitOutsideQuotes(part, ";").entries()) {
      const pair = parsePair(piece);
      const target = i === 0 ? own : parameters;
      if (pair !== undefined && !target.has(pair.name)) target.set(pair.name, pair.value);
    }
  }
  for (const [name, value] of parameters) if (!own.has(name)) own.set(name, value);
  return own;
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (quoted && character === "\\") i += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === separator) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function parsePair(text: string): { name: string; value: string } | undefined {
  const equals = text.indexOf("=");
  const name = (equals < 0 ? text : text.slice(0, equals)).trim().toLowerCase();
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return undefined;
  return { name, value: equals < 0 ? "" : unquote(text.slice(equals + 1).trim()) };
}

function unquote(text: string): string {
  const isQuoted = text.length >= 2 && text.startsWith('"') && text.endsWith('"');
  return isQuoted ? text.slice(1, -1).replace(/\\(.)/g, "$1") : text;
}
