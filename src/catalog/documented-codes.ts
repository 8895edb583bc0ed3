/** The eight codes of the Errors page that this program implements; `code` of a diagnosis is one of these or of the newer four. */
export const PAGE_CODES = [
  "invalid_request",
  "unauthorized",
  "forbidden",
  "not_found",
  "rate_limit_exceeded",
  "sandbox_error",
  "budget_exceeded",
  "stream_active",
] as const;

/** The four codes that only the newer edition of the page lists. */
export const NEWER_CODES = [
  "validation_error",
  "conflict",
  "credential_cap_exceeded",
  "vault_coverage_missing",
] as const;

/** A code that one of the two editions of the Errors page documents. */
export type DocumentedCode = (typeof PAGE_CODES)[number] | (typeof NEWER_CODES)[number];

/** The statuses that the Errors page lists, then the one that the newer edition adds. */
export const DOCUMENTED_STATUSES: readonly number[] = [200, 201, 204, 400, 401, 403, 404, 409, 429, 500, 503, 422];

/** True where either edition of the page lists the code. */
export function isDocumentedCode(code: string): code is DocumentedCode {
  return (PAGE_CODES as readonly string[]).includes(code) || (NEWER_CODES as readonly string[]).includes(code);
}

/**
 * The status that a documented code comes with, and whether a page says so.
 * sandbox_error, budget_exceeded, forbidden and stream_active: no page gives a status; these are inferences.
 */
export const CODE_STATUS: Readonly<Record<DocumentedCode, { readonly status: number; readonly documented: boolean }>> =
  {
    invalid_request: { status: 400, documented: true },
    unauthorized: { status: 401, documented: true },
    rate_limit_exceeded: { status: 429, documented: true },
    forbidden: { status: 403, documented: false },
    not_found: { status: 404, documented: false },
    stream_active: { status: 409, documented: false },
    sandbox_error: { status: 500, documented: false },
    budget_exceeded: { status: 400, documented: false },
    validation_error: { status: 400, documented: true },
    conflict: { status: 409, documented: true },
    credential_cap_exceeded: { status: 422, documented: true },
    vault_coverage_missing: { status: 422, documented: false },
  };
