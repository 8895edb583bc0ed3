/** How a run ended: by itself, or because someone stopped it. */
export type RunOutcome =
  | { readonly status: "completed" }
  | { readonly status: "cancelled"; readonly reason: "cancelled by user" | "client left" };

/** Someone who follows a run. */
export interface RunListener {
  /** Takes one server-sent event, ready to write. */
  event(text: string): void;
  /** The run is over. */
  end(): void;
}

/** What a run is made of. */
export interface RunPlan {
  /** The parts of the UI message stream, made one at a time. */
  readonly parts: Iterator<object>;
  /** After this many parts the run waits to be cancelled; null where it runs to its end. */
  readonly holdAfter: number | null;
  /** True where the run goes on though nobody follows it. */
  readonly isBackground: boolean;
  /** Called once, before anyone hears of the end. */
  onEnd(outcome: RunOutcome): void;
}

/**
 * One chat stream. Sends a part to all who follow it at each turn of the event loop; never sleeps.
 * Who joins late gets the first part (`start`) and then what is still to come (observed).
 */
export class ChatRun {
  readonly #listeners = new Set<RunListener>();
  #first: string | null = null;
  #sent = 0;
  #isOver = false;

  constructor(private readonly plan: RunPlan) {
    setImmediate(() => this.#sendNext());
  }

  /** Follows the run; the function returned stops following. A run that is not in the background ends with its last follower. */
  join(listener: RunListener): () => void {
    if (this.#first !== null) listener.event(this.#first);
    if (this.#isOver) listener.end();
    else this.#listeners.add(listener);
    return () => {
      const wasThere = this.#listeners.delete(listener);
      const isAlone = wasThere && this.#listeners.size === 0 && !this.plan.isBackground;
      if (isAlone) this.#end({ status: "cancelled", reason: "client left" });
    };
  }

  /** Stops the run: those who follow get `[DONE]` and, as observed, neither text-end nor finish. */
  cancel(): void {
    this.#end({ status: "cancelled", reason: "cancelled by user" });
  }

  #sendNext(): void {
    if (this.#isOver) return;
    const next = this.plan.parts.next();
    if (next.done === true) {
      this.#end({ status: "completed" });
      return;
    }
    const event = `data: ${JSON.stringify(next.value)}\n\n`;
    this.#first ??= event;
    this.#sent += 1;
    for (const listener of this.#listeners) listener.event(event);
    if (this.#sent !== this.plan.holdAfter) setImmediate(() => this.#sendNext());
  }

  #end(outcome: RunOutcome): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.plan.onEnd(outcome);
    for (const listener of this.#listeners) {
      listener.event("data: [DONE]\n\n");
      listener.end();
    }
    this.#listeners.clear();
  }
}
