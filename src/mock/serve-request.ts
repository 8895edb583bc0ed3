import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./answer.js";
import { decideAnswer } from "./decide-answer.js";
import { answerInspection, type Inspected, isInspection } from "./inspect/answer-inspection.js";
import type { RecordedRequest } from "./inspect/recorded-request.js";
import type { Clocks, Traffic } from "./inspect/traffic.js";
import type { OtherOrigin } from "./other-origin.js";
import { playFault } from "./play-fault.js";
import { readBody } from "./read-body.js";
import { readHead } from "./request-head.js";
import type { State } from "./state.js";
import { type AnswerWatcher, writeAnswer } from "./write-answer.js";

/** What serving a request needs. */
export interface Service {
  /** Replaced by a reset. */
  state: State;
  readonly traffic: Traffic;
  readonly clocks: Clocks;
  readonly otherOrigin: OtherOrigin;
  readonly inspected: Inspected;
  /** Called when the head of an answer is sent, or when it is sure that none will be. */
  onAnswer(record: RecordedRequest): void;
}

const UNWATCHED: AnswerWatcher = { head: () => undefined, body: () => undefined };

/** Serves one request and notes what came of it. Never rejects. */
export async function serveRequest(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { traffic } = service;
  if (isInspection(request.url ?? "")) {
    request.resume();
    writeAnswer(response, answerInspection(service.inspected, readHead(request)), UNWATCHED);
    return;
  }
  const record = traffic.begin(request);
  response.on("finish", () => noteEnd(service, record, response));
  response.on("close", () => noteEnd(service, record, response));
  const body = await readBody(request);
  if (body.kind === "cut") {
    request.destroy();
    return;
  }
  const bytes = body.kind === "whole" ? body.bytes : null;
  if (bytes !== null) traffic.addBody(record, bytes);
  const decision = decideAnswer(service.state, readHead(request), bytes);
  const { answer, fault } = decision;
  noteAnswer(record, answer, decision.scope);
  if (fault === null) {
    writeAnswer(response, answer, watch(service, record, answer));
    return;
  }
  record.answer.fault = fault.fault.name;
  record.answer.status = await playFault(fault, answer, request, response, () => service.otherOrigin.open());
  if (record.answer.status !== null) record.answer.sentMs = service.clocks.monotonic();
  service.onAnswer(record);
}

function noteAnswer({ answer: noted }: RecordedRequest, answer: Answer, scope: "call" | "key"): void {
  noted.scope = scope;
  if (answer.kind === "stream") noted.stream = { sandboxId: answer.sandboxId, errorText: null };
  else if (answer.told !== undefined) {
    noted.code = answer.told.code === "" ? null : answer.told.code;
    noted.retryAfterSeconds = answer.told.retryAfterSeconds;
  }
}

function watch(service: Service, record: RecordedRequest, answer: Answer): AnswerWatcher {
  return {
    head: (status, headers) => {
      record.answer.status = status;
      record.answer.sentMs = service.clocks.monotonic();
      record.answer.headers = Object.entries(headers).map(([name, value]) => ({ name, value: String(value) }));
      service.onAnswer(record);
    },
    body: (piece) => {
      service.traffic.addAnswerBody(record, piece);
      if (answer.kind === "stream" && record.answer.stream !== null)
        record.answer.stream.errorText = answer.run.errorText;
    },
  };
}

function noteEnd({ clocks }: Service, record: RecordedRequest, response: ServerResponse): void {
  const { answer } = record;
  if (answer.ending === "whole") return;
  answer.endedMs = clocks.monotonic();
  const wasCut = answer.fault !== null && answer.fault !== "" && !answer.fault.startsWith("stall_");
  answer.ending = response.writableFinished ? "whole" : wasCut ? "broken" : "left";
}
