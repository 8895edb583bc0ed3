import type { LiveLine } from "./host.js";
import { beforeSuspend, type SuspendSource } from "./suspend.js";

/** What a line needs to know of the shell's jobs. */
export interface ForegroundParts {
  readonly suspendSource: SuspendSource;
  readonly isInForeground: () => boolean;
  /** Called before the terminal is left to others, and when it is ours again. */
  readonly onLeave: () => void;
  readonly onReturn: () => void;
}

/**
 * The same line, seen only while the program is in the foreground of its terminal: Ctrl-Z takes it away and brings the
 * cursor back; it returns with the next text after `fg`, and stays away after `bg`.
 */
export function keepToForeground(line: LiveLine, parts: ForegroundParts): LiveLine {
  let shown: AbortController | undefined;
  const leave = () => {
    line.clear();
    parts.onLeave();
  };
  return {
    show(text) {
      if (!parts.isInForeground()) {
        leave();
        return;
      }
      if (shown === undefined) {
        shown = new AbortController();
        beforeSuspend(parts.suspendSource, leave, shown.signal);
      }
      parts.onReturn();
      line.show(text);
    },
    clear() {
      shown?.abort();
      shown = undefined;
      line.clear();
    },
  };
}
