import { decodePercents } from "../../text/decode-percents.js";
import type { RecordedRequest } from "../inspect/recorded-request.js";
import { name, seconds } from "./compare-requests.js";
import type { Evidence, Finding, JudgeRule } from "./judge-rule.js";

/** A stream that the client neither read to its end nor cancelled: the agent goes on, and so does what it costs. */
export const streamLeftOpen: JudgeRule = {
  id: "stream_left_open",
  summary: "leaves a stream open",
  find(evidence) {
    return evidence.requests
      .filter((request) => isOpen(request) && !isSettled(evidence, request))
      .map((request) => describe(request));
  },
};

/** A stream that a fault broke is not the client's fault. */
function isOpen({ isHere, method, answer }: RecordedRequest): boolean {
  return isHere && method === "POST" && answer.stream !== null && answer.fault === null && isLeft(answer);
}

function isLeft({ ending }: RecordedRequest["answer"]): boolean {
  return ending === null || ending === "left";
}

/** Cancelled, deleted with its sandbox or thread, or joined again and read to the end. */
function isSettled({ requests }: Evidence, opened: RecordedRequest): boolean {
  const sandboxId = opened.answer.stream?.sandboxId ?? "";
  return requests.some((request) => {
    if (request.n <= opened.n) return false;
    const path = decodePercents(request.path);
    if (request.method === "DELETE") return path.includes(sandboxId) && !path.includes("/files");
    return (
      request.answer.stream?.sandboxId === sandboxId && request.answer.ending === "whole" && request.method === "GET"
    );
  });
}

function describe(request: RecordedRequest): Finding {
  const { answer } = request;
  const what =
    answer.endedMs === null
      ? "is still open"
      : `was left after ${seconds(answer.endedMs - (answer.sentMs ?? request.receivedMs))}, before its end`;
  return { message: `The stream of ${name(request)} ${what}, and nobody cancelled it.`, requests: [request] };
}
