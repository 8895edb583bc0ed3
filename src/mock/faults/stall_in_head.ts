import type { WireFault } from "./fault.js";
import { stallAt } from "./stall-at.js";

/** The head stops half-way, for so long or until the client leaves; then the rest. */
export const stallInHead: WireFault = {
  kind: "wire",
  name: "stall_in_head",
  summary: "the head stops half-way, for so long or until the client leaves; then the rest",
  takesDuration: true,
  play: (scene) => stallAt(scene, (headBytes) => Math.floor(headBytes / 2)),
};
