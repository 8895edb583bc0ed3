import { createHash } from "node:crypto";
import { isWellFormedKey, readKeyKind } from "../catalog/key-form.js";
import { diagnoseKeyText } from "../diagnosis/diagnose-key.js";

/** The first 8 hex digits of the key's SHA-256, so that two places can be compared; null unless it is well formed. */
export function fingerprintKey(text: string | null): string | null {
  if (
    text === null ||
    !(isWellFormedKey(text) || (readKeyKind(text) === "token" && diagnoseKeyText(text, "") === undefined))
  )
    return null;
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
