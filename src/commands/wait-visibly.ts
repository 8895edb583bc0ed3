import { LIVE_LINE_MARGIN } from "../host/fit-line.js";
import type { Host, LiveLine } from "../host/host.js";
import {
  type Countdown,
  renderLiveCountdown,
  renderWaitEnd,
  renderWaitMinute,
  renderWaitStart,
} from "../render/countdown.js";

/** A wait before the next attempt. */
export interface VisibleWait {
  readonly host: Host;
  readonly waitMs: number;
  /** From when the wait counts, on the monotonic clock; now where left out. */
  readonly sinceMs?: number;
  /** Why, as a short clause without a full stop: `The rate limit is reached`. */
  readonly why: string;
  /** The attempt that follows the wait, counted from 1. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Shows nothing, and leaves Enter alone. */
  readonly quiet: boolean;
  /** Takes a line for stderr, without its line break. */
  readonly writeLine: (text: string) => void | Promise<void>;
}

/** How a wait ended: it was over, Enter was pressed, or Ctrl-C or SIGTERM came. */
export type WaitEnding = "waited" | "enter" | "interrupted";

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const USUAL_COLUMNS = 80;

/**
 * Waits, never shorter than `waitMs`, and shows it: a line that ticks on a terminal, elsewhere a line at the start, at
 * each whole minute left and at the end. Resolves early at Enter (where there is a ticking line and stdin is a free terminal)
 * and when the host is interrupted.
 */
export async function waitVisibly(wait: VisibleWait): Promise<WaitEnding> {
  const { host, waitMs, quiet } = wait;
  if (host.signals.interrupted.aborted) return "interrupted";
  if (!(waitMs > 0)) return "waited";
  // Only the monotonic clock ends the wait. The wall clock may be set at any time, so it could end it early or repeat
  // it; and where it leaps ahead, nothing tells a machine that slept from a clock that was set. A sleeping machine may
  // stop the monotonic clock: the rest is then waited afterwards, which is late at worst. The end that is shown is
  // "now plus what is left" at each tick, so it is true again after any leap.
  const endAt = (wait.sinceMs ?? host.clock.monotonic()) + waitMs;
  const leftMs = () => endAt - host.clock.monotonic();
  const stop = new AbortController();
  const giveUp = () => stop.abort("interrupted");
  host.signals.interrupted.addEventListener("abort", giveUp, { once: true });
  try {
    const line = quiet ? null : await host.openLiveLine();
    if (line !== null) await tick(wait, leftMs, line, stop);
    else if (quiet) await host.clock.sleep(leftMs(), stop.signal);
    else await writeMinutes(wait, leftMs, stop.signal);
    return readEnding(stop.signal);
  } finally {
    host.signals.interrupted.removeEventListener("abort", giveUp);
    // Hands standard input back, however the wait ended.
    stop.abort("over");
  }
}

function readEnding(signal: AbortSignal): WaitEnding {
  if (!signal.aborted) return "waited";
  return signal.reason === "enter" ? "enter" : "interrupted";
}

async function tick(wait: VisibleWait, leftMs: () => number, line: LiveLine, stop: AbortController): Promise<void> {
  const { host } = wait;
  const canPressEnter = host.onEnter(() => stop.abort("enter"), stop.signal);
  try {
    for (let left = leftMs(); left > 0 && !stop.signal.aborted; left = leftMs()) {
      const columns = (host.stderr.columns() ?? USUAL_COLUMNS) - LIVE_LINE_MARGIN;
      line.show(renderLiveCountdown(describe(wait, left), columns, canPressEnter));
      await host.clock.sleep(untilNext(left, SECOND_MS), stop.signal);
    }
  } finally {
    line.clear();
  }
}

async function writeMinutes(wait: VisibleWait, leftMs: () => number, signal: AbortSignal): Promise<void> {
  const { host, waitMs, attempt, maxAttempts, writeLine } = wait;
  await writeLine(renderWaitStart(describe(wait, leftMs())));
  // The first minute worth a line is the first whole one below the start.
  let unsaid = Math.ceil(waitMs / MINUTE_MS) - 1;
  for (let left = leftMs(); left > 0 && !signal.aborted; left = leftMs()) {
    const minutes = Math.ceil(left / MINUTE_MS);
    if (minutes <= unsaid) {
      await writeLine(renderWaitMinute(describe(wait, left)));
      unsaid = minutes - 1;
    }
    await host.clock.sleep(untilNext(left, MINUTE_MS), signal);
  }
  if (!signal.aborted) await writeLine(renderWaitEnd(waitMs, attempt, maxAttempts));
}

/** How long until the number of units left, rounded up, is one less. */
function untilNext(leftMs: number, unitMs: number): number {
  return leftMs - (Math.ceil(leftMs / unitMs) - 1) * unitMs;
}

function describe({ host, attempt, maxAttempts, why }: VisibleWait, leftMs: number): Countdown {
  return { leftMs, nowMs: host.clock.now(), attempt, maxAttempts, why };
}
