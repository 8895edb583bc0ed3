import type { WireFault } from "./fault.js";
import { resetRaw } from "./write-raw.js";

/** The connection is reset before any answer. */
export const resetBeforeHead: WireFault = {
  kind: "wire",
  name: "reset_before_head",
  summary: "the connection is reset before any answer",
  takesDuration: false,
  play(scene) {
    resetRaw(scene);
    return { status: null, ending: "broken" };
  },
};
