import { createHash } from "node:crypto";
import { type Canary, makeCanary } from "../../cli/canary.js";

/** Where a key can stand. */
export type KeyPlace = "env" | "flag" | "file" | "stdin" | "credentials";

function makeKey(place: KeyPlace): Canary {
  return makeCanary(`21st_sk_${createHash("sha256").update(place).digest("hex")}`);
}

/** A planted key for each place, in the right form and made up. */
export const CANARIES: Readonly<Record<KeyPlace, Canary>> = {
  env: makeKey("env"),
  flag: makeKey("flag"),
  file: makeKey("file"),
  stdin: makeKey("stdin"),
  credentials: makeKey("credentials"),
};

/** Where planted keys are found in a text, in whatever encoding; empty where they are not. */
export function findCanaries(text: string): string[] {
  return Object.entries(CANARIES).flatMap(([place, canary]) =>
    canary.findIn(text).map((form) => `the key of ${place}, ${form}`),
  );
}
