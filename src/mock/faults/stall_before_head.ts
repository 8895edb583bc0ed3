import type { WireFault } from "./fault.js";
import { stallAt } from "./stall-at.js";

/** Nothing comes, for so long or until the client leaves; then the whole answer. */
export const stallBeforeHead: WireFault = {
  kind: "wire",
  name: "stall_before_head",
  summary: "nothing comes, for so long or until the client leaves; then the whole answer",
  takesDuration: true,
  play: (scene) => stallAt(scene, () => 0),
};
