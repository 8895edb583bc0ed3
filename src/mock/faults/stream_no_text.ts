import { makeMetadata } from "../chat-stream.js";
import type { StreamFault } from "./fault.js";
import { part, takeThrough } from "./take-parts.js";

/** The stream ends well and says nothing. */
export const streamNoText: StreamFault = {
  kind: "stream",
  name: "stream_no_text",
  summary: "the stream ends well and says nothing",
  takesDuration: false,
  *makeSteps(script) {
    yield* takeThrough(script, "start");
    yield part(makeMetadata(script, true));
    yield part({ type: "finish" });
  },
};
