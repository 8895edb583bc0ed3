import type { StreamFault } from "./fault.js";
import { takeThrough } from "./take-parts.js";

/** The stream ends without finish and [DONE]. */
export const streamNoDone: StreamFault = {
  kind: "stream",
  name: "stream_no_done",
  summary: "the stream ends without finish and [DONE]",
  takesDuration: false,
  *makeSteps(script) {
    yield* takeThrough(script, "text-end");
    yield { kind: "close" };
  },
};
