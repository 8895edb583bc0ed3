import { createRedactor, type Redactor } from "./redact.js";

/** The secrets of one run of the program, and the redactor that hides them all. */
export interface SecretRegistry {
  /** Adds texts that must reach no output. Empty and very short ones are passed over. */
  add(...secrets: readonly (string | undefined)[]): void;
  redact(text: string): string;
}

/** Makes a registry without secrets; it already hides whatever looks like a key of this API. */
export function createSecretRegistry(): SecretRegistry {
  const secrets = new Set<string>();
  let redactor: Redactor = createRedactor([]);
  return {
    add(...added) {
      for (const secret of added) if (secret !== undefined && secret !== "") secrets.add(secret);
      redactor = createRedactor(secrets);
    },
    redact: (text) => redactor(text),
  };
}
