import type { Provenance } from "./provenance.js";

/** What a value of a field must be. `any` where nothing is known. */
export type FieldType = "string" | "number" | "integer" | "boolean" | "object" | "array" | "string[]" | "any";

/** A member of a request's body or query string. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** Names that people write by mistake; other spellings of the same word need not be listed. */
  readonly mistakenFor?: readonly string[];
  /** Lowest number allowed. */
  readonly least?: number;
  /** The only values allowed. */
  readonly oneOf?: readonly string[];
}

/** What a path parameter names. */
export type ResourceKind = "sandbox" | "thread" | "agent" | "vault" | "credential";

/** One endpoint of the API. */
export interface Endpoint {
  /** Stable name, `<group>.<verb>`. */
  readonly id: string;
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path with `:name` for parameters. */
  readonly path: string;
  readonly params: Readonly<Record<string, ResourceKind>>;
  readonly query: readonly Field[];
  /** Null where the endpoint reads no body. */
  readonly body: readonly Field[] | null;
  readonly auth: "none" | "key" | "key_or_token";
  /** The status of success. */
  readonly success: number;
  readonly summary: string;
  readonly provenance: Provenance;
}
