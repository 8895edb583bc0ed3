import type { Provocation } from "../provoke.js";

/** One entry of a list: what shall happen, and to how many requests one after the other. `pass` is the usual answer. */
export interface ScriptStep {
  readonly times: number;
  readonly what: Provocation | { readonly kind: "pass" };
}

/** A list, and the requests that it is for: all where method and path are null. */
export interface ScriptRule {
  readonly method: string | null;
  /** Each `*` stands for any text. */
  readonly path: string | null;
  readonly steps: readonly ScriptStep[];
}

/** A script is not what it should be; `column` counts from 1. */
export class ScriptError extends Error {
  constructor(
    message: string,
    readonly column: number,
    readonly subject: string,
  ) {
    super(message);
    this.name = "ScriptError";
  }
}
