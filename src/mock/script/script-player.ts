import type { Provocation } from "../provoke.js";
import type { ScriptRule } from "./script.js";

/** What a script has for a request; `isForRoute` where the list is for one route only. */
export interface ScriptedProvocation {
  readonly provocation: Provocation;
  readonly isForRoute: boolean;
}

/** Plays scripts: each request takes the next entry of the first list that is for it and not used up. */
export class ScriptPlayer {
  readonly #cursors: { rule: ScriptRule; at: number; played: number }[];

  constructor(rules: readonly ScriptRule[]) {
    // A list for one route counts before one for all, wherever it stands.
    const ordered = [...rules.filter(({ path }) => path !== null), ...rules.filter(({ path }) => path === null)];
    this.#cursors = ordered.map((rule) => ({ rule, at: 0, played: 0 }));
  }

  /** What shall happen to this request; undefined for the usual answer. */
  next(method: string, path: string): ScriptedProvocation | undefined {
    for (const cursor of this.#cursors) {
      const step = cursor.rule.steps[cursor.at];
      if (step === undefined || !fits(cursor.rule, method, path)) continue;
      cursor.played += 1;
      if (cursor.played >= step.times) {
        cursor.at += 1;
        cursor.played = 0;
      }
      const { what } = step;
      return what.kind === "pass" ? undefined : { provocation: what, isForRoute: cursor.rule.path !== null };
    }
    return undefined;
  }
}

function fits(rule: ScriptRule, method: string, path: string): boolean {
  return (rule.method === null || rule.method === method) && (rule.path === null || matchesPattern(rule.path, path));
}

/** True where a text is the pattern, each `*` standing for any text. Linear: every piece is looked for once, from left. */
export function matchesPattern(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return pattern === text;
  const last = rest.pop() ?? "";
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
