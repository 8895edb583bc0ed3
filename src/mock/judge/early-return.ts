import { capitalise } from "../../text/capitalise.js";
import type { RecordedRequest } from "../inspect/recorded-request.js";
import { cameAfter } from "./came-after.js";
import { isSameCall, name, seconds } from "./compare-requests.js";
import type { Finding, JudgeRule } from "./judge-rule.js";

/** Timers of clients may fire so much too soon. */
const TOLERANCE_MS = 10;

interface Wait {
  readonly told: RecordedRequest;
  readonly untilMs: number;
  readonly early: RecordedRequest[];
}

/** A request before the wait was over that an answer had told. Requests in flight when it was sent are not early. */
export const earlyReturn: JudgeRule = {
  id: "early_return",
  summary: "comes back before the wait is over",
  find({ requests }) {
    const waits: Wait[] = [];
    for (const request of requests) {
      const broken = waits.findLast((wait) => isEarly(request, wait));
      broken?.early.push(request);
      const { sentMs, retryAfterSeconds } = request.answer;
      if (sentMs === null || retryAfterSeconds === null) continue;
      waits.push({ told: request, untilMs: sentMs + retryAfterSeconds * 1000, early: [] });
    }
    return waits.filter(({ early }) => early.length > 0).map(describe);
  },
};

function isEarly(request: RecordedRequest, { told, untilMs }: Wait): boolean {
  if (!request.isHere || request.authorization !== told.authorization || request.path === "/health") return false;
  if (told.answer.scope === "call" && !isSameCall(request, told)) return false;
  return cameAfter(request, told) && request.receivedMs < untilMs - TOLERANCE_MS;
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
