/** Members whose values are secret: only their type is told. */
const SECRET =
  /^(?:auth|envs?|token|password|secret|authorization|api_?key|access_?token|refresh_?token|client_?secret)$/i;

/** Says what a value is, for a sentence: `the text "1"`, `the number 2.5`, `a list`. Secrets only by their type. */
export function quoteValue(value: unknown, name = ""): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "an object";
  if (SECRET.test(name)) return typeof value === "string" ? "a text" : `a ${typeof value}`;
  if (typeof value === "string") return value === "" ? "an empty text" : `the text "${clip(value)}"`;
  return typeof value === "number" ? `the number ${value}` : String(value);
}

/**
 * Cuts a text for a sentence: at most `most` characters, and never within a word, since half a secret is no longer
 * known as one when the texts are redacted.
 */
export function clip(text: string, most = 80): string {
  if (text.length <= most) return text;
  const whole = text.slice(0, most).replace(/[^\s,;"'`<>()[\]{}]{1,400}$/, "");
  return whole === "" ? `… (${text.length} characters)` : `${whole}…`;
}

/** A list for a sentence: `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[], last = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}
