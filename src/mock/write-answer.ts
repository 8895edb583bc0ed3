import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.js";
import type { ChatRun } from "./chat-run.js";
import { STREAM_HEADERS } from "./chat-stream.js";
import { resetRaw } from "./faults/write-raw.js";

/** Told what goes out. */
export interface AnswerWatcher {
  head(status: number, headers: Readonly<Record<string, string | number>>): void;
  body(piece: Buffer | string): void;
  /** The stream was broken off here, by a fault. */
  cut(): void;
}

/** Writes an answer; of a stream, until its end or until the client leaves. */
export function writeAnswer(response: ServerResponse, answer: Answer, watcher: AnswerWatcher): void {
  if (answer.kind === "stream") {
    const headers = { ...STREAM_HEADERS, ...answer.headers };
    response.writeHead(200, headers);
    watcher.head(200, headers);
    // A HEAD request has no body to wait for.
    if (response.req.method === "HEAD") response.end();
    else followRun(response, answer.run, watcher);
    return;
  }
  // RFC 9110 section 8.6: a 204 has no Content-Length.
  const length = answer.status === 204 ? {} : { "Content-Length": answer.body.length };
  const headers = { ...answer.headers, ...length };
  response.writeHead(answer.status, headers);
  response.end(answer.body);
  watcher.head(answer.status, headers);
  watcher.body(answer.body);
}

function followRun(response: ServerResponse, run: ChatRun, watcher: AnswerWatcher): void {
  response.flushHeaders();
  const leave = run.join({
    event: (text) => {
      response.write(text);
      watcher.body(text);
    },
    end: () => response.end(),
    cut: () => {
      watcher.cut();
      if (response.socket !== null) resetRaw({ socket: response.socket });
    },
  });
  // Who has left before this could hear of it would otherwise keep the run going for ever.
  if (response.destroyed) leave();
  else response.on("close", leave);
}
