/** How persistent a command is. */
export interface RetryPolicy {
  /** Attempts in all, the first one counted; 1 never retries. */
  readonly maxAttempts: number;
  /** Waiting in all, in ms. */
  readonly maxWaitMs: number;
  /** Repeat POST and PATCH after transient failures too. */
  readonly retryUnsafe: boolean;
  /** Whether chance may lengthen a known wait and shorten a guessed one. */
  readonly jitter: boolean;
  /** Many jobs may run at once: spread their returns. */
  readonly ci: boolean;
}

/** What applies where nothing else was asked for (cli.md, "Options that every sending command shares"). */
export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  maxAttempts: 5,
  maxWaitMs: 120_000,
  retryUnsafe: false,
  jitter: true,
  ci: false,
};
