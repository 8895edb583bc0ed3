/** The sandbox id that never exists in the embedded API: `check-key` asks for it to see an answer of the API. */
export const ABSENT_SANDBOX_ID = "00000000-0000-4000-8000-000000000000";

const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** `count` lower-case hex digits drawn from `random`, which gives numbers in [0, 1). */
export function makeHex(random: () => number, count: number): string {
  return draw(random, 16, count);
}

/** `count` lower-case letters and digits drawn from `random`. */
export function makeWord(random: () => number, count: number): string {
  return draw(random, LETTERS.length, count);
}

/**
 * Returns a function that makes ids of the form UUID v4. They differ from each other whatever `random` gives, even
 * always the same number, and are never ABSENT_SANDBOX_ID.
 */
export function createIdMaker(random: () => number): () => string {
  let made = 0;
  return function makeId(): string {
    made += 1;
    const tail = (made % 0x1000000).toString(16).padStart(6, "0");
    const hex = makeHex(random, 24);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18, 24)}${tail}`;
  };
}

function draw(random: () => number, base: number, count: number): string {
  let text = "";
  for (let i = 0; i < count; i += 1) text += LETTERS[Math.min(base - 1, Math.floor(random() * base))] ?? "0";
  return text;
}
