/**
 * The shapes of errors that the published server sends: `nested` `{"error":{code,message}}` (chat and sandboxes),
 * `flat` `{"error":code,message,status}` (vaults, broken JSON), `bare` `{"error":sentence}` (authentication), `html`.
 */
export type ObservedShape = "nested" | "flat" | "bare" | "html";

/** What an error of the published server is made of. */
export interface ObservedError {
  readonly shape: ObservedShape;
  readonly status: number;
  /** "" where the shape has none. */
  readonly code: string;
  readonly message: string;
  /** Further members of the error. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Thrown to refuse a request as the published server does; caught once, where the answer is decided. No Error, as Refusal is
 * none: the stack would cost more than the rest.
 */
export class ObservedRefusal {
  constructor(readonly answered: ObservedError) {}
}

/** Refuses as the chat and sandbox routes do. */
export function refuseNested(
  status: number,
  code: string,
  message: string,
  extra: Readonly<Record<string, unknown>> = {},
): never {
  throw new ObservedRefusal({ shape: "nested", status, code, message, extra });
}

/** Refuses as the vault routes do. */
export function refuseFlat(status: number, code: string, message: string): never {
  throw new ObservedRefusal({ shape: "flat", status, code, message });
}

/** Refuses as the authentication does: a sentence without a code. */
export function refuseBare(status: number, message: string): never {
  throw new ObservedRefusal({ shape: "bare", status, code: "", message });
}

/** Refuses as Express does where nobody catches: an HTML page. */
export function refuseHtml(status: number, message: string): never {
  throw new ObservedRefusal({ shape: "html", status, code: "", message });
}
