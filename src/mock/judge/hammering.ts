import type { RecordedRequest } from "../inspect/recorded-request.js";
import { cameAfter } from "./came-after.js";
import { mayPass, name, seconds } from "./compare-requests.js";
import type { Finding, JudgeRule } from "./judge-rule.js";

/** So many requests in a row, each so soon after a failure, are no retry but a siege. */
const FEWEST = 5;
const SOON_MS = 250;

/**
 * Many requests of one method and path in quick succession, each right after the failure of the one before. A failure that
 * told a wait is for early_return: workers that were told to wait together come back together.
 */
export const hammering: JudgeRule = {
  id: "hammering",
  summary: "hammers",
  find({ requests }) {
    const runs: RecordedRequest[][] = [];
    const open = new Map<string, RecordedRequest[][]>();
    for (const request of requests) {
      const key = `${request.authorization}\n${request.method}\n${request.path}`;
      const waiting = (open.get(key) ?? []).filter((run) => isRecent(run, request));
      const followed = findFollowed(request, waiting);
      const run = followed ?? [];
      run.push(request);
      if (run.length === FEWEST) runs.push(run);
      const others = waiting.filter((other) => other !== followed);
      const isOpen = mayPass(request) && request.answer.retryAfterSeconds === null;
      open.set(key, isOpen ? [...others, run] : others);
    }
    return runs.map(describe);
  },
};

/**
 * The run that a request goes on with. Workers that ask beside each other do not follow each other, so each failure is
 * followed by one request: the next on its connection, else whichever comes, the oldest failure first.
 */
function findFollowed(request: RecordedRequest, runs: readonly RecordedRequest[][]): RecordedRequest[] | undefined {
  const followed = runs.filter((run) => follows(request, run));
  return followed.find((run) => run.at(-1)?.connection === request.connection) ?? followed[0];
}

function isRecent(run: readonly RecordedRequest[], { receivedMs }: RecordedRequest): boolean {
  const failedMs = readFailedMs(run.at(-1));
  return failedMs === null || receivedMs - failedMs < SOON_MS;
}

function follows(request: RecordedRequest, run: readonly RecordedRequest[]): boolean {
  const failed = run.at(-1);
  return failed !== undefined && cameAfter(request, failed, readFailedMs(failed));
}

function readFailedMs(failed: RecordedRequest | undefined): number | null {
  return failed?.answer.sentMs ?? failed?.answer.endedMs ?? null;
}

function describe(run: readonly RecordedRequest[]): Finding {
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined) return { message: "", requests: run };
  const took = seconds(last.receivedMs - first.receivedMs);
  return {
    message: `${run.length} requests in ${took}, each right after the failure of the one before, from ${name(first)} to ${name(last)}.`,
    requests: run,
  };
}
