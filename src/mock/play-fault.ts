import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Answer } from "./answer.js";
import type { ChatRun } from "./chat-run.js";
import { STREAM_HEADERS } from "./chat-stream.js";
import type { PlayedFault, SpoiltAnswer, WireFault } from "./faults/fault.js";
import { REAL_TIMERS } from "./real-timers.js";

/** How a fault is to be played. */
export interface FaultOrder {
  readonly fault: WireFault;
  readonly lastsMs: number | null;
  /** The answer that would have been given. */
  readonly answer: Answer;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  openOtherOrigin(): Promise<string>;
  /** Told all that is written. */
  noteSent(chunk: string | Buffer): void;
}

/** Plays a fault on the wire, once the answers before it on the connection are out. */
export async function playFault(order: FaultOrder): Promise<PlayedFault> {
  const { fault, lastsMs, request, response } = order;
  const answer = await gatherAnswer(order.answer);
  const socket = await waitForTurn(request, response);
  if (socket === null) return { status: null, ending: "left" };
  const { openOtherOrigin, noteSent } = order;
  const wait = (ms: number): Promise<boolean> => waitForClient(socket, ms);
  return fault.play({ request, socket, answer, lastsMs, wait, openOtherOrigin, noteSent });
}

/** The connection, once it is this response's turn (a client may pipeline requests); null where the client has left. */
function waitForTurn({ socket }: IncomingMessage, response: ServerResponse): Promise<Socket | null> {
  if (response.socket !== null || socket.destroyed) return Promise.resolve(response.socket);
  return new Promise((resolve) => {
    const leave = (): void => resolve(null);
    socket.once("close", leave);
    response.once("socket", (own: Socket) => {
      socket.off("close", leave);
      resolve(own);
    });
  });
}

/** A fault works on whole answers, so a stream is followed to its end first. */
async function gatherAnswer(answer: Answer): Promise<SpoiltAnswer> {
  if (answer.kind === "whole") return { status: answer.status, headers: answer.headers, body: answer.body };
  const body = await gatherRun(answer.run);
  return { status: 200, headers: { ...STREAM_HEADERS, ...answer.headers }, body };
}

function gatherRun(run: ChatRun): Promise<Buffer> {
  return new Promise((resolve) => {
    let text = "";
    const end = () => resolve(Buffer.from(text));
    run.join({
      event: (piece) => {
        text += piece;
      },
      end,
      cut: end,
    });
  });
}

function waitForClient(socket: Socket, ms: number): Promise<boolean> {
  if (socket.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    const leave = (): void => {
      REAL_TIMERS.clearTimeout(timer);
      resolve(false);
    };
    const timer = REAL_TIMERS.setTimeout(() => {
      socket.off("close", leave);
      resolve(!socket.destroyed);
    }, ms);
    socket.once("close", leave);
  });
}
