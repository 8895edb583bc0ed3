import { makeMetadata } from "../chat-stream.js";
import type { StreamFault } from "./fault.js";
import { ERROR_TEXT, part, takeThrough } from "./take-parts.js";

/** An error event follows the text; there is no finish. */
export const streamErrorAfterText: StreamFault = {
  kind: "stream",
  name: "stream_error_after_text",
  summary: "an error event follows the text; there is no finish",
  takesDuration: false,
  *makeSteps(script) {
    yield* takeThrough(script, "text-end");
    yield part({ type: "error", errorText: ERROR_TEXT });
    yield part(makeMetadata(script, false));
  },
};
