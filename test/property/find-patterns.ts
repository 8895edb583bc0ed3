import { readFileSync } from "node:fs";

/** After one of these a slash starts a regular expression, and divides nothing. */
const BEFORE_PATTERN = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|void))\s*$/;

/**
 * Every regular expression that compiled files hold, each once: those written between slashes, found by reading the code,
 * and those made with `new RegExp`, noted while the files are loaded by `load`.
 */
export function findPatterns(files: readonly string[], load: (file: string) => unknown): RegExp[] {
  const found = new Map<string, RegExp>();
  const note = (pattern: RegExp): void => void found.set(String(pattern), pattern);
  for (const file of files) readLiterals(readFileSync(file, "utf8")).forEach(note);
  const real = globalThis.RegExp;
  const noting = new Proxy(real, {
    construct(target, [source, flags]: [string, string?]) {
      const made = new target(source, flags);
      note(made);
      return made;
    },
  });
  Reflect.set(globalThis, "RegExp", noting);
  try {
    for (const file of files) load(file);
  } finally {
    Reflect.set(globalThis, "RegExp", real);
  }
  return [...found.values()];
}

/** Reads code piece by piece: comments and texts are passed over, patterns kept. */
function readLiterals(code: string): RegExp[] {
  const found: RegExp[] = [];
  const piece =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)/g;
  for (let match = piece.exec(code); match !== null; match = piece.exec(code)) {
    const [, source, flags = ""] = match;
    if (source === undefined) continue;
    if (BEFORE_PATTERN.test(code.slice(Math.max(0, match.index - 40), match.index)))
      found.push(new RegExp(source, flags));
    else piece.lastIndex = match.index + 1;
  }
  return found;
}
