import { makeMetadata } from "../chat-stream.js";
import type { StreamFault } from "./fault.js";
import { ERROR_TEXT, part, takeThrough } from "./take-parts.js";

/** An error event comes before any text; there is no finish. */
export const streamErrorBeforeText: StreamFault = {
  kind: "stream",
  name: "stream_error_before_text",
  summary: "an error event comes before any text; there is no finish",
  takesDuration: false,
  *makeSteps(script) {
    yield* takeThrough(script, "start");
    yield part({ type: "error", errorText: ERROR_TEXT });
    yield part(makeMetadata(script, false));
  },
};
