import type { WireFault } from "./fault.js";
import { closeRaw, halve, sendRaw, writeHead } from "./write-raw.js";

/** Content-Length names half the body. */
export const wrongContentLength: WireFault = {
  kind: "wire",
  name: "wrong_content_length",
  summary: "Content-Length names half the body",
  takesDuration: false,
  play(scene) {
    const { answer } = scene;
    const length = String(halve(answer.body).length);
    sendRaw(scene, writeHead(answer, { ...answer.headers, "Content-Length": length }), answer.body);
    closeRaw(scene);
    return { status: answer.status, ending: "broken" };
  },
};
