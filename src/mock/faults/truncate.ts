import type { WireFault } from "./fault.js";
import { closeRaw, halve, sendRaw, writeHead } from "./write-raw.js";

/** The connection is closed in the middle of the body. */
export const truncate: WireFault = {
  kind: "wire",
  name: "truncate",
  summary: "the connection is closed in the middle of the body",
  takesDuration: false,
  play(scene) {
    sendRaw(scene, writeHead(scene.answer, scene.answer.headers), halve(scene.answer.body));
    closeRaw(scene);
    return { status: scene.answer.status, ending: "broken" };
  },
};
