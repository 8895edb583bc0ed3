import { capitalise } from "../../text/capitalise.js";
import type { RecordedRequest } from "../inspect/recorded-request.js";
import { cameAfter } from "./came-after.js";
import { isSameCall, isSameRequest, name, seconds } from "./compare-requests.js";
import { identifyRequest } from "./identify-request.js";
import type { Finding, JudgeRule } from "./judge-rule.js";

/** Timers of clients may fire so much too soon. */
const TOLERANCE_MS = 10;

interface Wait {
  readonly told: RecordedRequest;
  readonly untilMs: number;
  readonly early: RecordedRequest[];
}

/** What one key has sent so far. */
interface Caller {
  last: RecordedRequest | null;
  /** True once it sent requests beside each other: then its workers cannot know what another was told. */
  isParallel: boolean;
}

/**
 * A request before the wait was over that an answer had told. Requests in flight when it was sent are not early. A wait is
 * for all that the key sends; where workers share the key, for the request that was told to wait.
 */
export const earlyReturn: JudgeRule = {
  id: "early_return",
  summary: "comes back before the wait is over",
  find({ requests }) {
    const broken = new Set<Wait>();
    const own = new Map<string, Wait[]>();
    const callers = new Map<string, Caller>();
    let pending: Wait[] = [];
    for (const request of requests.filter(({ path }) => path !== "/health")) {
      const caller = noteCaller(callers, request);
      pending = pending.filter((wait) => !isOver(wait, request));
      const isDue = takeDue(request, own);
      const wait = isDue ? undefined : pending.findLast(({ told }) => isBound(request, told, caller));
      wait?.early.push(request);
      if (wait !== undefined) broken.add(wait);
      const told = readWait(request, pending);
      if (told === undefined) continue;
      pending.push(told);
      own.set(identifyRequest(request), [...(own.get(identifyRequest(request)) ?? []), told]);
    }
    return [...broken].sort((a, b) => a.told.n - b.told.n).map(describe);
  },
};

function noteCaller(callers: Map<string, Caller>, request: RecordedRequest): Caller {
  const caller = callers.get(request.authorization) ?? { last: null, isParallel: false };
  callers.set(request.authorization, caller);
  if (caller.last !== null && !cameAfter(request, caller.last)) caller.isParallel = true;
  caller.last = request;
  return caller;
}

/** The wait that a request was told; undefined where the same request has just been told to wait beside it. */
function readWait(request: RecordedRequest, pending: readonly Wait[]): Wait | undefined {
  const { sentMs, retryAfterSeconds } = request.answer;
  if (sentMs === null || retryAfterSeconds === null) return undefined;
  if (pending.some(({ told }) => isSameRequest(request, told) && !cameAfter(request, told))) return undefined;
  return { told: request, untilMs: sentMs + retryAfterSeconds * 1000, early: [] };
}

/** True where this very request was told to come back by now, whatever others were told since. Each wait counts once. */
function takeDue(request: RecordedRequest, own: Map<string, Wait[]>): boolean {
  const waits = own.get(identifyRequest(request)) ?? [];
  const heard = waits.filter(({ told }) => cameAfter(request, told));
  const answered = heard.find((wait) => isOver(wait, request)) ?? heard.at(-1);
  if (answered === undefined) return false;
  own.set(
    identifyRequest(request),
    waits.filter((wait) => wait !== answered),
  );
  return isOver(answered, request);
}

function isOver({ untilMs }: Wait, { receivedMs }: RecordedRequest): boolean {
  return receivedMs >= untilMs - TOLERANCE_MS;
}

/** True where a wait that was told to one request is for another as well. */
function isBound(request: RecordedRequest, told: RecordedRequest, { isParallel }: Caller): boolean {
  if (request.authorization !== told.authorization || !cameAfter(request, told)) return false;
  if (told.answer.scope === "call" && !isSameCall(request, told)) return false;
  return !isParallel || isSameRequest(request, told);
}

function describe({ told, early }: Wait): Finding {
  const [first, ...others] = early;
  const waitSeconds = told.answer.retryAfterSeconds ?? 0;
  const afterMs = (first?.receivedMs ?? 0) - (told.answer.sentMs ?? 0);
  const more = others.length === 0 ? "" : `, and ${others.length} more ${others.length === 1 ? "request" : "requests"}`;
  const who = first === undefined ? "A request" : capitalise(name(first));
  return {
    message: `${who} came ${seconds(afterMs)} after ${name(told)} had said to wait ${waitSeconds} s${more}.`,
    requests: [told, ...early],
  };
}
