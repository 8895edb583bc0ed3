import type { WireFault } from "./fault.js";
import { halve, resetRaw, sendRaw, writeHead } from "./write-raw.js";

/** The connection is reset in the middle of the body. */
export const resetInBody: WireFault = {
  kind: "wire",
  name: "reset_in_body",
  summary: "the connection is reset in the middle of the body",
  takesDuration: false,
  play(scene) {
    sendRaw(scene, writeHead(scene.answer, scene.answer.headers), halve(scene.answer.body));
    resetRaw(scene);
    return { status: scene.answer.status, ending: "broken" };
  },
};
