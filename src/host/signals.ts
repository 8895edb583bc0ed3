import type { Signals } from "./host.js";

/** The signals that end a command. */
export type EndingSignal = "SIGINT" | "SIGTERM";

/** What listens to signals, and sends them to itself. */
export interface SignalSource {
  on(name: EndingSignal, listener: () => void): unknown;
  off(name: EndingSignal, listener: () => void): unknown;
  /** Sends the signal to this very program. */
  raise(name: EndingSignal): void;
  /** Ms on a clock that never goes back. */
  monotonic(): number;
}

/** npm and the terminal each deliver one Ctrl-C, within a few ms of each other; a person is slower. */
const ECHO_MS = 300;

/**
 * Aborts at the first SIGINT or SIGTERM, so that everything can be put away. A second one ends the program as if nobody
 * listened; an echo of the first within 300 ms counts as the first.
 */
export function createSignals(source: SignalSource): Signals {
  const controller = new AbortController();
  let firstAt = 0;
  const listen = (name: EndingSignal) => {
    const listener = () => {
      if (!controller.signal.aborted) {
        firstAt = source.monotonic();
        controller.abort(name);
      } else if (source.monotonic() - firstAt >= ECHO_MS) {
        for (const [each, its] of listeners) source.off(each, its);
        source.raise(name);
      }
    };
    source.on(name, listener);
    return [name, listener] as const;
  };
  const listeners = [listen("SIGINT"), listen("SIGTERM")];
  return { interrupted: controller.signal };
}
