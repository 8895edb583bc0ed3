import type { RecordedRequest } from "../inspect/recorded-request.js";
import { cameAfter } from "./came-after.js";
import { isUncertain, name, seconds } from "./compare-requests.js";
import { identifyRequest } from "./identify-request.js";
import type { Finding, JudgeRule } from "./judge-rule.js";
import { looksAfter } from "./looks-after.js";

const UNSAFE: ReadonlySet<string> = new Set(["POST", "PATCH"]);

/**
 * The same POST or PATCH again after an answer that leaves open whether the first was carried out (5xx without a wait, an
 * answer that broke off, none at all), without a look at what became of it: at the path itself, or at the sandbox or vault.
 */
export const repeatedPost: JudgeRule = {
  id: "repeated_post",
  summary: "repeats a POST that may have been carried out",
  find({ requests }) {
    const findings: Finding[] = [];
    const open = new Map<string, RecordedRequest>();
    for (const request of requests) {
      for (const [key, posted] of open) if (looksAfter(request, posted)) open.delete(key);
      if (!UNSAFE.has(request.method)) continue;
      const key = identifyRequest(request);
      const before = open.get(key);
      if (before !== undefined && cameAfterEnd(request, before)) {
        findings.push(describe(before, request));
      }
      if (isUncertain(request.answer) && request.answer.retryAfterSeconds === null) open.set(key, request);
      else open.delete(key);
    }
    return findings;
  },
};

/** A client that leaves and asks again may be heard again before it is seen to have left. */
const LEAVING_MS = 25;

function cameAfterEnd(request: RecordedRequest, before: RecordedRequest): boolean {
  const { endedMs, ending } = before.answer;
  if (ending === "left") return endedMs !== null && request.receivedMs >= endedMs - LEAVING_MS;
  return cameAfter(request, before);
}

function describe(before: RecordedRequest, request: RecordedRequest): Finding {
  const { sentMs, endedMs, ending } = before.answer;
  const sinceMs = (ending === "left" ? endedMs : sentMs) ?? before.receivedMs;
  const after = seconds(Math.max(0, request.receivedMs - sinceMs));
  const what = before.answer.fault === null ? "" : ` (${before.answer.fault})`;
  return {
    message: `Request ${request.n} repeats ${name(before)}${what} after ${after}: the first may have been carried out, so this can do it twice.`,
    requests: [before, request],
  };
}
