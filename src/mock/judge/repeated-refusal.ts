import { capitalise } from "../../text/capitalise.js";
import type { RecordedRequest } from "../inspect/recorded-request.js";
import { cameAfter } from "./came-after.js";
import { isSameRequest, name, seconds } from "./compare-requests.js";
import type { Evidence, Finding, JudgeRule } from "./judge-rule.js";

/** Answers that the same request gets again, whatever the wait. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 402, 403, 404, 409, 422]);

/**
 * The same method, path, body and key again after a refusal that cannot become success, with no other request and no end
 * of a stream in between that could have changed anything.
 */
export const repeatedRefusal: JudgeRule = {
  id: "repeated_refusal",
  summary: "repeats what cannot succeed",
  find(evidence) {
    const chains: RecordedRequest[][] = [];
    let chain: RecordedRequest[] = [];
    for (const request of evidence.requests) {
      const last = chain.at(-1);
      if (last === undefined || !isRepeat(evidence, last, request)) chain = [];
      chain.push(request);
      if (chain.length === 2) chains.push(chain);
    }
    return chains.map(describe);
  },
};

function isRepeat({ runEnds }: Evidence, refused: RecordedRequest, request: RecordedRequest): boolean {
  const { status, sentMs } = refused.answer;
  if (status === null || sentMs === null || !REFUSALS.has(status)) return false;
  if (!isSameRequest(refused, request) || !cameAfter(request, refused)) return false;
  return !runEnds.some((endMs) => endMs >= refused.receivedMs && endMs <= request.receivedMs);
}

function describe(chain: readonly RecordedRequest[]): Finding {
  const [first, second] = chain;
  if (first === undefined || second === undefined) return { message: "", requests: chain };
  const times = chain.length === 2 ? "again" : `${chain.length - 1} more times`;
  const after = seconds(second.receivedMs - (first.answer.sentMs ?? 0));
  return {
    message: `${capitalise(name(first))} was sent ${times}, first ${after} after the refusal, with nothing changed in between.`,
    requests: chain,
  };
}
