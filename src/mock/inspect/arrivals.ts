import { REAL_TIMERS } from "../real-timers.js";

/** When something that was read now may have been sent. */
export interface Arrival {
  /** It may have lain unread since then: nothing else did before. Ms of a clock that never goes back. */
  readonly sinceMs: number;
  /** The same for all that was read in one turn of the event loop. */
  readonly turn: number;
}

/**
 * Tells what came in time from what was only read late. A busy server reads a request long after it was sent, so that the
 * time of reading proves nothing; a turn of the event loop in which nothing was there to be read does: whatever comes after
 * it was sent after it.
 */
export class Arrivals {
  #isAwake = false;
  #hasRead = false;
  #sinceMs = 0;
  #turn = 0;

  constructor(private readonly monotonic: () => number) {}

  /** Notes that something was read. */
  note(): Arrival {
    this.#hasRead = true;
    if (!this.#isAwake) {
      this.#isAwake = true;
      this.#sinceMs = this.monotonic();
      REAL_TIMERS.setImmediate(() => this.#endTurn());
    }
    return { sinceMs: this.#sinceMs, turn: this.#turn };
  }

  #endTurn(): void {
    this.#turn += 1;
    this.#isAwake = this.#hasRead;
    this.#hasRead = false;
    if (this.#isAwake) REAL_TIMERS.setImmediate(() => this.#endTurn());
  }
}
