import type { StreamFault } from "./fault.js";
import { takeThrough } from "./take-parts.js";

/** The connection breaks in the middle of an event. */
export const streamCutInEvent: StreamFault = {
  kind: "stream",
  name: "stream_cut_in_event",
  summary: "the connection breaks in the middle of an event",
  takesDuration: false,
  *makeSteps(script) {
    yield* takeThrough(script, "text-delta");
    yield { kind: "raw", text: `data: {"type":"text-delta","id":"${script.ids.text}","del` };
    yield { kind: "cut" };
  },
};
