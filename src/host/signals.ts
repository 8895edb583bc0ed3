import type { Signals } from "./host.js";

/** The signals that end a command. */
export type EndingSignal = "SIGINT" | "SIGTERM";

/** What listens to signals, and sends them to itself. */
export interface SignalSource {
  on(name: EndingSignal, listener: () => void): unknown;
  off(name: EndingSignal, listener: () => void): unknown;
  /** Sends the signal to this very program. */
  raise(name: EndingSignal): void;
  /** Calls back with each error that nobody caught. */
  onCrash(listener: (error: unknown) => void): unknown;
  /** Ms on a clock that never goes back. */
  monotonic(): number;
}

/** npm and the terminal each deliver one Ctrl-C, within a few ms of each other; a person is slower. */
const ECHO_MS = 300;

/**
 * Aborts at the first SIGINT or SIGTERM, or error that nobody caught, so that everything can be put away. A signal after
 * that ends the program as if nobody listened; an echo of the first within 300 ms counts as the first.
 */
export function createSignals(source: SignalSource): Signals {
  const controller = new AbortController();
  const crash = new AbortController();
  let firstAt = 0;
  const interrupt = (name: EndingSignal): void => {
    firstAt = source.monotonic();
    controller.abort(name);
  };
  const listen = (name: EndingSignal) => {
    const listener = () => {
      if (!controller.signal.aborted) interrupt(name);
      else if (source.monotonic() - firstAt >= ECHO_MS) {
        for (const [each, its] of listeners) source.off(each, its);
        source.raise(name);
      }
    };
    source.on(name, listener);
    return [name, listener] as const;
  };
  const listeners = [listen("SIGINT"), listen("SIGTERM")];
  source.onCrash((error) => {
    crash.abort(error);
    if (!controller.signal.aborted) interrupt("SIGTERM");
  });
  return { interrupted: controller.signal, crashed: crash.signal };
}
