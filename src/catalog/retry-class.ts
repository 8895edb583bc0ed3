/**
 * Whether sending the same request again can help.
 * - `never`: it will fail again.
 * - `after_delay`: after a wait that the answer gives.
 * - `with_backoff`: it may pass by itself; no wait was given.
 * - `after_fix`: once something else has been done; the fix says what.
 */
export type RetryClass = "never" | "after_delay" | "with_backoff" | "after_fix";

/** All retry classes. */
export const RETRY_CLASSES: readonly RetryClass[] = ["never", "after_delay", "with_backoff", "after_fix"];
