import type { WireFault } from "./fault.js";
import { stallAt } from "./stall-at.js";

/** The body stops half-way, for so long or until the client leaves; then the rest. */
export const stallInBody: WireFault = {
  kind: "wire",
  name: "stall_in_body",
  summary: "the body stops half-way, for so long or until the client leaves; then the rest",
  takesDuration: true,
  play: (scene) => stallAt(scene, (headBytes, bodyBytes) => headBytes + Math.floor(bodyBytes / 2)),
};
