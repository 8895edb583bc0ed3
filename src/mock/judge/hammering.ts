import type { RecordedRequest } from "../inspect/recorded-request.js";
import { isSameCall, mayPass, name, seconds } from "./compare-requests.js";
import type { Finding, JudgeRule } from "./judge-rule.js";

/** So many requests in a row, each so soon after a failure, are no retry but a siege. */
const FEWEST = 5;
const SOON_MS = 250;

/** Many requests of one method and path in quick succession, each right after the failure of the one before. */
export const hammering: JudgeRule = {
  id: "hammering",
  summary: "hammers",
  find({ requests }) {
    const runs: RecordedRequest[][] = [];
    const newest = new Map<string, RecordedRequest[]>();
    for (const request of requests) {
      if (!request.isHere) continue;
      const key = `${request.authorization}\n${request.method}\n${request.path}`;
      const run = newest.get(key) ?? [];
      const last = run.at(-1);
      const goesOn = last !== undefined && followsSoon(last, request);
      const now = goesOn ? run : [];
      now.push(request);
      if (now.length === FEWEST) runs.push(now);
      newest.set(key, now);
    }
    return runs.map(describe);
  },
};

function followsSoon(failed: RecordedRequest, request: RecordedRequest): boolean {
  const since = failed.answer.sentMs ?? failed.answer.endedMs;
  if (since === null || !mayPass(failed) || !isSameCall(failed, request)) return false;
  return request.receivedMs >= since && request.receivedMs - since < SOON_MS;
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
