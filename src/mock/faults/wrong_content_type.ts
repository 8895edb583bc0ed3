import type { WireFault } from "./fault.js";
import { closeRaw, sendRaw, writeHead } from "./write-raw.js";

/** The answer is right, but called text/html. */
export const wrongContentType: WireFault = {
  kind: "wire",
  name: "wrong_content_type",
  summary: "the answer is right, but called text/html",
  takesDuration: false,
  play(scene) {
    const { answer } = scene;
    sendRaw(scene, writeHead(answer, { ...answer.headers, "Content-Type": "text/html" }), answer.body);
    closeRaw(scene);
    return { status: answer.status, ending: "broken" };
  },
};
