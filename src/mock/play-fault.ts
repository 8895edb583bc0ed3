import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./answer.js";
import type { ChatRun } from "./chat-run.js";
import { STREAM_HEADERS } from "./chat-stream.js";
import type { PlayedFault, SpoiltAnswer, WireFault } from "./faults/fault.js";
import { REAL_TIMERS } from "./real-timers.js";

/** Plays a fault on the wire. */
export async function playFault(
  { fault, lastsMs }: { readonly fault: WireFault; readonly lastsMs: number | null },
  answer: Answer,
  request: IncomingMessage,
  response: ServerResponse,
  openOtherOrigin: () => Promise<string>,
): Promise<PlayedFault> {
  const spoilt = await gatherAnswer(answer);
  return fault.play({
    request,
    response,
    answer: spoilt,
    lastsMs,
    wait: (ms) => waitForClient(response, ms),
    openOtherOrigin,
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

function waitForClient(response: ServerResponse, ms: number): Promise<boolean> {
  const { socket } = response;
  if (socket === null || socket.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    const leave = () => {
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
