import { makeMetadata } from "../chat-stream.js";
import type { StreamFault } from "./fault.js";
import { ERROR_TEXT, part, takeThrough } from "./take-parts.js";

/** An error event, and then finish and [DONE] as if all were well (the published server does that). */
export const streamFinishDespiteError: StreamFault = {
  kind: "stream",
  name: "stream_finish_despite_error",
  summary: "an error event, and then finish and [DONE] as if all were well (the published server does that)",
  takesDuration: false,
  *makeSteps(script) {
    yield* takeThrough(script, "text-end");
    yield part({ type: "error", errorText: ERROR_TEXT });
    yield part(makeMetadata(script, false));
    yield part({ type: "finish" });
  },
};
