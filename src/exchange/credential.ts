import type { KeyDefect, KeyKind } from "../catalog/key-form.js";

/** How a request carried its credential. `unknown` where the request itself is unknown. */
export type CredentialScheme =
  | "unknown"
  | "absent"
  | "bearer"
  | "bearer_wrong_case"
  | "bearer_twice"
  | "bare"
  | "basic"
  | "other_scheme"
  | "x_api_key"
  | "header"
  | "query"
  | "url"
  | "body";

/** The credential of a request, examined locally. Holds the secret itself: never show `text`. */
export interface Credential {
  readonly scheme: CredentialScheme;
  /** The evidence path, such as `request.headers.authorization`. */
  readonly where: string;
  /** The word before the credential, such as `Token`; null for Bearer and where there is none. */
  readonly schemeWord: string | null;
  /** The text after the scheme, untrimmed. */
  readonly text: string;
  readonly kind: KeyKind;
  readonly defect: KeyDefect | null;
  /** The claims of a token that could be read (not verified), else null. */
  readonly token: TokenClaims | null;
  /** True where the text is a JWT, or claims by its prefix to hold one. */
  readonly isToken: boolean;
}

/** Claims of an `an_t_` token, read without verifying its signature. Times in seconds since 1970. */
export interface TokenClaims {
  readonly expiresAt: number | null;
  readonly issuedAt: number | null;
  readonly notBefore: number | null;
  /** Slugs that it is limited to; null where it has no limit. */
  readonly agents: readonly string[] | null;
  readonly teamId: string | null;
  readonly userId: string | null;
  readonly endUserId: string | null;
}
