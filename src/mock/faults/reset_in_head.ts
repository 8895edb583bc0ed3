import type { WireFault } from "./fault.js";
import { resetRaw, sendRaw, writeHead } from "./write-raw.js";

/** The connection is reset in the middle of the head. */
export const resetInHead: WireFault = {
  kind: "wire",
  name: "reset_in_head",
  summary: "the connection is reset in the middle of the head",
  takesDuration: false,
  play(scene) {
    const head = writeHead(scene.answer, scene.answer.headers);
    sendRaw(scene, head.slice(0, Math.floor(head.length / 2)));
    resetRaw(scene);
    return { status: null, ending: "broken" };
  },
};
