import { decodePercents } from "../../text/decode-percents.js";
import type { RecordedRequest } from "../inspect/recorded-request.js";
import { name, seconds } from "./compare-requests.js";
import type { Evidence, Finding, JudgeRule } from "./judge-rule.js";

/**
 * A stream that the client neither followed until it was told that the run is over nor cancelled nor looked after: the agent
 * goes on, and so does what it costs. One that a fault broke is not the client's fault.
 */
export const streamLeftOpen: JudgeRule = {
  id: "stream_left_open",
  summary: "leaves a stream open",
  find({ requests }) {
    return requests.filter((request) => isOpen(request) && !isSettled(requests, request)).map(describe);
  },
};

function isOpen({ method, answer }: RecordedRequest): boolean {
  const { stream, ending } = answer;
  return method === "POST" && stream?.hasToldEnd === false && (ending === null || ending === "left");
}

function isSettled(requests: Evidence["requests"], opened: RecordedRequest): boolean {
  const sandboxId = opened.answer.stream?.sandboxId ?? "";
  return requests.some((request) => request.n > opened.n && settles(request, sandboxId));
}

/** True where a request ended the run of a sandbox, followed it to its end, or saw that nothing runs any more. */
function settles({ method, path, answer }: RecordedRequest, sandboxId: string): boolean {
  const { status } = answer;
  if (status === null || status >= 300) return false;
  const segments = decodePercents(path).split("/");
  const [, , first, second, third, ...more] = segments;
  if (first === "chat" && third === sandboxId && more[0] === "stream") {
    return method === "DELETE" || status === 204 || answer.stream?.hasToldEnd === true;
  }
  if (first !== "sandboxes" || second !== sandboxId) return false;
  const isThread = third === "threads";
  if (method === "DELETE") return third === undefined || isThread;
  return method === "GET" && isThread && !answer.text.includes('"streaming"');
}

function describe(request: RecordedRequest): Finding {
  const { answer } = request;
  const what =
    answer.endedMs === null
      ? "is still open"
      : `was left after ${seconds(answer.endedMs - (answer.sentMs ?? request.receivedMs))}, before its end`;
  return { message: `The stream of ${name(request)} ${what}, and nobody cancelled it.`, requests: [request] };
}
