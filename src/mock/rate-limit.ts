/** So many requests in so many ms. */
export interface RateLimit {
  readonly requests: number;
  readonly perMs: number;
}

/**
 * A token bucket: full at the start, one token back every `perMs / requests` ms, each request takes one. Who is refused is
 * told whole seconds, and nothing is given out until they are over: what was told is true, to the millisecond.
 */
export class TokenBucket {
  #tokens: number;
  #readAtMs: number;
  #closedUntilMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly limit: RateLimit,
    private readonly now: () => number,
  ) {
    this.#tokens = limit.requests;
    this.#readAtMs = now();
  }

  /** Takes a token; returns 0, or the whole seconds until there is one again. Never less than it takes. */
  take(): number {
    const { requests, perMs } = this.limit;
    const now = this.now();
    // A clock that was set back gives nothing back, and keeps nobody out longer.
    if (now < this.#readAtMs) this.#closedUntilMs = Number.NEGATIVE_INFINITY;
    const passedMs = Math.max(0, now - this.#readAtMs);
    this.#tokens = Math.min(requests, this.#tokens + (passedMs * requests) / perMs);
    this.#readAtMs = now;
    const isClosed = now < this.#closedUntilMs;
    // What floating point loses in adding up must not cost a client that waited as told.
    if (!isClosed && this.#tokens >= 1 - 1e-9) {
      this.#tokens = Math.max(0, this.#tokens - 1);
      return 0;
    }
    const waitMs = isClosed ? this.#closedUntilMs - now : ((1 - this.#tokens) * perMs) / requests;
    const waitSeconds = Math.max(1, Math.ceil(waitMs / 1000 - 1e-9));
    if (!isClosed) this.#closedUntilMs = now + waitSeconds * 1000;
    return waitSeconds;
  }
}
