/** The shapes in which errors really arrive; `documented` is the one of the Errors page. */
export const SHAPES = [
  "documented",
  "nested",
  "flat",
  "bare",
  "problem_json",
  "json_other",
  "json_broken",
  "stream",
  "html",
  "text",
  "empty",
  "none",
] as const;
export type Shape = (typeof SHAPES)[number];

/** Every way in which an answer can differ from the documented envelope. Public: these names are in the JSON Schema. */
export const DEVIATIONS = [
  "status_missing",
  "status_disagrees",
  "status_not_a_number",
  "status_undocumented",
  "code_missing",
  "code_undocumented",
  "code_disagrees_with_status",
  "message_missing",
  "error_is_a_string",
  "error_not_nested",
  "members_undocumented",
  "not_json",
  "json_in_a_string",
  "body_empty",
  "body_truncated",
  "content_type_missing",
  "content_type_wrong",
  "retry_after_missing",
  "retry_after_not_a_number",
  "retry_after_is_text",
  "retry_after_fractional",
  "retry_after_negative",
  "retry_after_out_of_range",
  "retry_after_disagrees",
  "retry_after_header_invalid",
  "error_after_success_status",
  "secret_in_answer",
] as const;
export type Deviation = (typeof DEVIATIONS)[number];

/** What an answer says, read out of whatever shape it came in. */
export interface Envelope {
  readonly shape: Shape;
  /** The code as the server spelled it. */
  readonly code: string | null;
  /** The server's own words, raw: neutralise and redact before showing. */
  readonly message: string | null;
  /** The status that the body claims. */
  readonly bodyStatus: number | null;
  /** `error.retryAfter` as it stood there; undefined where it was absent. */
  readonly retryAfter: unknown;
  /** Further members of the error object that the server is known to send. */
  readonly extras: EnvelopeExtras;
  readonly deviations: readonly Deviation[];
}

/** Members beside code, message and status that the published server sends (observed). */
export interface EnvelopeExtras {
  readonly scope: string | null;
  readonly sandboxId: string | null;
  readonly spentUsd: number | null;
  readonly limitUsd: number | null;
  readonly setupUrl: string | null;
  readonly hint: string | null;
}

/** No members at all. */
export const NO_EXTRAS: EnvelopeExtras = {
  scope: null,
  sandboxId: null,
  spentUsd: null,
  limitUsd: null,
  setupUrl: null,
  hint: null,
};
