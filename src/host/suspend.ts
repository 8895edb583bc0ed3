/** The signals of Ctrl-Z and of `fg` or `bg`. */
export type SuspendSignal = "SIGTSTP" | "SIGCONT";

/** What listens to them, and sends Ctrl-Z on. */
export interface SuspendSource {
  on(name: SuspendSignal, listener: () => void): unknown;
  off(name: SuspendSignal, listener: () => void): unknown;
  /** Sends the signal to this very program. */
  raise(name: "SIGTSTP"): void;
}

/** Calls `leave` each time before Ctrl-Z stops the program, until `signal` aborts. */
export function beforeSuspend(source: SuspendSource, leave: () => void, signal: AbortSignal): void {
  const onSuspend = () => {
    leave();
    // Unheard, the signal does what it does to any program, and nothing where no shell could wake it again.
    source.off("SIGTSTP", onSuspend);
    source.raise("SIGTSTP");
  };
  const onContinue = () => {
    source.off("SIGTSTP", onSuspend);
    source.on("SIGTSTP", onSuspend);
  };
  source.on("SIGTSTP", onSuspend);
  source.on("SIGCONT", onContinue);
  signal.addEventListener(
    "abort",
    () => {
      source.off("SIGTSTP", onSuspend);
      source.off("SIGCONT", onContinue);
    },
    { once: true },
  );
}
