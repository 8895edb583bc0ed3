import { LIVE_LINE_MARGIN } from "../../host/fit-line.js";
import type { Host, LiveLine } from "../../host/host.js";
import { formatLeft } from "../../render/countdown.js";
import type { Output } from "../output.js";

/** What is under way, on one line of a terminal; silent elsewhere. */
export interface Progress {
  /** A case begins; `done` cases are behind it. */
  begin(id: string, done: number): void;
  /** Waits for a rate limit and shows it: the line ticks on a terminal, elsewhere two lines say it. False at Ctrl-C. */
  wait(waitMs: number): Promise<boolean>;
  /** A sentence that stays. */
  say(text: string): Promise<void>;
  clear(): void;
}

const SECOND_MS = 1000;

/** Opens the progress of a run of `total` cases. */
export async function openProgress(host: Host, output: Output, total: number): Promise<Progress> {
  const isSilent = output.quiet || output.json;
  const line: LiveLine | null = isSilent ? null : await host.openLiveLine();
  const { clock, signals } = host;
  return {
    begin: (id, done) => line?.show(`Case ${done + 1} of ${total}: ${id}`.slice(0, widthOf(host))),
    async wait(waitMs) {
      const endAt = clock.monotonic() + waitMs;
      const left = (): number => endAt - clock.monotonic();
      if (line === null && !isSilent) await output.say(`The rate limit is reached: waiting ${formatLeft(waitMs)}.\n`);
      while (left() > 0 && !signals.interrupted.aborted) {
        line?.show(`The rate limit is reached: ${formatLeft(left())} left, Ctrl-C gives up`.slice(0, widthOf(host)));
        await clock.sleep(line === null ? left() : Math.min(SECOND_MS, left()), signals.interrupted);
      }
      return !signals.interrupted.aborted;
    },
    async say(text) {
      line?.clear();
      await output.say(`${text}\n`);
    },
    clear: () => line?.clear(),
  };
}

function widthOf({ stderr }: Host): number {
  return (stderr.columns() ?? 80) - LIVE_LINE_MARGIN;
}
