import { REAL_TIMERS } from "./real-timers.js";

/** How a run ended: by itself, with an error in its stream, or because someone stopped it. */
export type RunOutcome =
  | { readonly status: "completed" }
  | { readonly status: "error"; readonly errorText: string }
  | { readonly status: "cancelled"; readonly reason: "cancelled by user" | "client left" };

/** Someone who follows a run. */
export interface RunListener {
  /** Takes one server-sent event, ready to write. */
  event(text: string): void;
  /** The run is over. */
  end(): void;
  /** The connection breaks off. */
  cut(): void;
}

/**
 * What comes next in a stream: a part of the UI message; text that is no whole event; or a stop: `hold` waits until
 * someone ends the run, `close` ends the answer without `[DONE]`, `cut` breaks the connection.
 */
export type StreamStep =
  | { readonly kind: "part"; readonly part: Readonly<Record<string, unknown>> }
  | { readonly kind: "raw"; readonly text: string }
  | { readonly kind: "hold" | "close" | "cut" };

/** What a run is made of. */
export interface RunPlan {
  /** Made one at a time; its end is the run's end. */
  readonly steps: Iterator<StreamStep>;
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
  #errorText: string | null = null;
  #hasToldEnd = false;
  #isOver = false;

  constructor(private readonly plan: RunPlan) {
    REAL_TIMERS.setImmediate(() => this.#sendNext());
  }

  /** The error that the stream told, or null. */
  get errorText(): string | null {
    return this.#errorText;
  }

  /** True once those who follow it know that the run is over: `finish`, an error or `[DONE]` was sent, or it broke off. */
  get hasToldEnd(): boolean {
    return this.#hasToldEnd || this.#isOver;
  }

  /** Follows the run; the function returned stops following. A run that is not in the background ends with its last follower. */
  join(listener: RunListener): () => void {
    if (this.#first !== null) listener.event(this.#first);
    if (this.#isOver) listener.end();
    else this.#listeners.add(listener);
    return () => {
      const wasThere = this.#listeners.delete(listener);
      const isAlone = wasThere && this.#listeners.size === 0 && !this.plan.isBackground;
      if (isAlone) this.#end({ status: "cancelled", reason: "client left" }, "done");
    };
  }

  /** Stops the run: those who follow get `[DONE]` and, as observed, neither text-end nor finish. */
  cancel(): void {
    this.#end({ status: "cancelled", reason: "cancelled by user" }, "done");
  }

  #sendNext(): void {
    if (this.#isOver) return;
    const next = this.plan.steps.next();
    const step: StreamStep | { kind: "done" } = next.done === true ? { kind: "done" } : next.value;
    switch (step.kind) {
      case "hold":
        return;
      case "done":
      case "close":
      case "cut":
        this.#end(this.#readOutcome(), step.kind);
        return;
      case "part":
        this.#notePart(step.part);
        this.#send(`data: ${JSON.stringify(step.part)}\n\n`);
        break;
      case "raw":
        this.#send(step.text);
    }
    REAL_TIMERS.setImmediate(() => this.#sendNext());
  }

  #notePart({ type, errorText }: Readonly<Record<string, unknown>>): void {
    if (type === "error") this.#errorText = String(errorText);
    if (type === "error" || type === "finish") this.#hasToldEnd = true;
  }

  #send(text: string): void {
    this.#first ??= text;
    for (const listener of this.#listeners) listener.event(text);
  }

  #readOutcome(): RunOutcome {
    return this.#errorText === null ? { status: "completed" } : { status: "error", errorText: this.#errorText };
  }

  #end(outcome: RunOutcome, ending: "done" | "close" | "cut"): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.plan.onEnd(outcome);
    for (const listener of this.#listeners) {
      if (ending === "done") listener.event("data: [DONE]\n\n");
      if (ending === "cut") listener.cut();
      else listener.end();
    }
    this.#listeners.clear();
  }
}
