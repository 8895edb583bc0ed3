import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.js";
import type { ChatRun } from "./chat-run.js";
import { STREAM_HEADERS } from "./chat-stream.js";

/** Writes an answer; of a stream, until its end or until the client leaves. Returns the status that was sent. */
export function writeAnswer(response: ServerResponse, answer: Answer): number {
  if (answer.kind === "stream") {
    response.writeHead(200, { ...STREAM_HEADERS, ...answer.headers });
    // A HEAD request has no body to wait for.
    if (response.req.method === "HEAD") response.end();
    else followRun(response, answer.run);
    return 200;
  }
  // RFC 9110 section 8.6: a 204 has no Content-Length.
  const length = answer.status === 204 ? {} : { "Content-Length": answer.body.length };
  response.writeHead(answer.status, { ...answer.headers, ...length });
  response.end(answer.body);
  return answer.status;
}

function followRun(response: ServerResponse, run: ChatRun): void {
  response.flushHeaders();
  const leave = run.join({
    event: (text) => response.write(text),
    end: () => response.end(),
  });
  // Who has left before this could hear of it would otherwise keep the run going for ever.
  if (response.destroyed) leave();
  else response.on("close", leave);
}
