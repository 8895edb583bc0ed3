import { isJsonObject, parseJson } from "../../exchange/decode-body.js";
import type { RecordedRequest } from "../inspect/recorded-request.js";
import { cameAfter } from "./came-after.js";
import { isSameRequest, name, seconds } from "./compare-requests.js";
import type { Finding, JudgeRule } from "./judge-rule.js";

/**
 * After a stream that told an error the client goes on in that sandbox with another message, as if the first had been
 * answered: it neither repeated it nor looked at the thread or the sandbox nor cancelled. Whether a client that sends
 * nothing more has noticed cannot be seen from here.
 */
export const ignoredStreamError: JudgeRule = {
  id: "ignored_stream_error",
  summary: "ignores an error in a stream",
  find({ requests }) {
    const failed = new Map<string, RecordedRequest>();
    return requests.flatMap((request) => look(request, failed));
  },
};

/** Looks at one request; `failed` holds the last failed stream of each sandbox that the client has not heeded yet. */
function look(request: RecordedRequest, failed: Map<string, RecordedRequest>): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [sandboxId, before] of failed) {
    if (!couldKnow(request, before)) continue;
    const isNext = isNextMessage(request, sandboxId);
    if (!isNext && !isLook(request, sandboxId)) continue;
    failed.delete(sandboxId);
    if (isNext && !isSameMessage(before, request)) findings.push(describe(before, request));
  }
  const { stream, ending } = request.answer;
  // Who left before the end has perhaps not read the error, and perhaps left because of it.
  if (stream !== null && stream.errorText !== null && ending === "whole") failed.set(stream.sandboxId, request);
  return findings;
}

/** True where a request comes from the same client, after it was told the error. */
function couldKnow(request: RecordedRequest, before: RecordedRequest): boolean {
  return request.authorization === before.authorization && cameAfter(request, before, before.answer.endedMs);
}

function isLook({ method, path }: RecordedRequest, sandboxId: string): boolean {
  return (method === "GET" || method === "DELETE") && path.includes(sandboxId);
}

function isNextMessage({ method, path, text, answer }: RecordedRequest, sandboxId: string): boolean {
  if (method !== "POST" || !path.startsWith("/v1/chat/")) return false;
  return answer.stream === null ? text.includes(JSON.stringify(sandboxId)) : answer.stream.sandboxId === sandboxId;
}

/** The AI SDK asks for the same message again with another word for why (`trigger`). */
function isSameMessage(a: RecordedRequest, b: RecordedRequest): boolean {
  const message = readLastUserMessage(a);
  return isSameRequest(a, b) || (message !== undefined && message === readLastUserMessage(b));
}

/** The newest message of the user as JSON; undefined where there is none to be read. */
function readLastUserMessage({ text }: RecordedRequest): string | undefined {
  const body = parseJson(text);
  const messages = isJsonObject(body) ? body["messages"] : undefined;
  if (!Array.isArray(messages)) return undefined;
  const last: unknown = messages.findLast((message: unknown) => isJsonObject(message) && message["role"] === "user");
  return last === undefined ? undefined : JSON.stringify(last);
}

function describe(before: RecordedRequest, request: RecordedRequest): Finding {
  const after = seconds(request.receivedMs - (before.answer.endedMs ?? before.receivedMs));
  const said = (before.answer.stream?.errorText ?? "").slice(0, 200);
  return {
    message: `Request ${request.n} goes on with another message ${after} after the stream of ${name(before)} had told an error ("${said}").`,
    requests: [before, request],
  };
}
