import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./answer.js";
import { type Decision, decideAnswer, refuseForRoom } from "./decide-answer.js";
import { answerInspection, type Inspected, isInspection } from "./inspect/answer-inspection.js";
import type { RecordedRequest } from "./inspect/recorded-request.js";
import type { Clocks, Traffic } from "./inspect/traffic.js";
import { Transcript } from "./inspect/transcript.js";
import type { OtherOrigin } from "./other-origin.js";
import { type FaultOrder, playFault } from "./play-fault.js";
import { type BodyRoom, readBody } from "./read-body.js";
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
  readonly bodyRoom: BodyRoom;
  readonly inspected: Inspected;
  /** Called when the head of an answer is sent, or when it is sure that none will be. */
  onAnswer(record: RecordedRequest): void;
}

const UNWATCHED: AnswerWatcher = { head: () => undefined, body: () => undefined, cut: () => undefined };

/** Serves one request and notes what came of it. Rejects only where a fault cannot be played. */
export async function serveRequest(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { traffic } = service;
  // Whoever stops reading a request loses its socket.
  const { socket } = request;
  if (isInspection(request.url ?? "")) {
    request.resume();
    writeAnswer(response, answerInspection(service.inspected, readHead(request)), UNWATCHED);
    return;
  }
  const record = traffic.begin(request);
  response.on("finish", () => noteEnd(service, record, response));
  response.on("close", () => noteEnd(service, record, response));
  const body = await readBody(request, service.bodyRoom);
  if (body.kind === "cut") {
    socket.destroy();
    return;
  }
  const bytes = body.kind === "whole" ? body.bytes : null;
  if (bytes !== null) traffic.addBody(record, bytes);
  const { state } = service;
  const decision =
    body.kind === "no_room" ? refuseForRoom(state.dialect) : decideAnswer(state, readHead(request), bytes);
  const { answer, fault } = decision;
  noteAnswer(record, decision);
  if (fault === null) {
    writeAnswer(response, answer, watch(service, record, answer));
    return;
  }
  await serveFault(service, record, { ...fault, answer, request, response });
}

async function serveFault(
  service: Service,
  record: RecordedRequest,
  order: Omit<FaultOrder, "openOtherOrigin" | "noteSent">,
): Promise<void> {
  const { traffic, otherOrigin, clocks } = service;
  const transcript = new Transcript();
  const { status, ending } = await playFault({
    ...order,
    openOtherOrigin: () => otherOrigin.open(),
    noteSent: (chunk) => transcript.note(chunk),
  });
  const { answer } = record;
  const { headers, body, bodyBytes } = transcript.read();
  answer.status = status;
  answer.ending = ending;
  answer.sentMs = clocks.monotonic();
  answer.headers = headers;
  traffic.addAnswerBody(record, body);
  answer.bytes = bodyBytes;
  service.onAnswer(record);
}

function noteAnswer({ answer: noted }: RecordedRequest, { answer, fault, streamFault, scope }: Decision): void {
  noted.scope = scope;
  noted.fault = fault?.fault.name ?? streamFault?.name ?? null;
  // A fault on the wire follows the run to its end before it begins.
  const hasToldEnd = fault !== null;
  if (answer.kind === "stream") noted.stream = { sandboxId: answer.sandboxId, errorText: null, hasToldEnd };
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
      if (answer.kind !== "stream" || record.answer.stream === null) return;
      record.answer.stream.errorText = answer.run.errorText;
      record.answer.stream.hasToldEnd = answer.run.hasToldEnd;
    },
    cut: () => {
      record.answer.ending = "broken";
    },
  };
}

function noteEnd({ clocks }: Service, { answer }: RecordedRequest, response: ServerResponse): void {
  answer.endedMs ??= clocks.monotonic();
  answer.ending ??= response.writableFinished ? "whole" : "left";
}
