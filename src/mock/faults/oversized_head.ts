import type { WireFault } from "./fault.js";
import { closeRaw, sendRaw, writeHead } from "./write-raw.js";

/** More than any usual client takes: Node 16 KiB, curl 300 KiB. */
const PADDING_BYTES = 512 * 1024;

/** The head has half a megabyte. */
export const oversizedHead: WireFault = {
  kind: "wire",
  name: "oversized_head",
  summary: "the head has half a megabyte",
  takesDuration: false,
  play(scene) {
    const { answer } = scene;
    sendRaw(scene, writeHead(answer, { ...answer.headers, "X-Padding": "x".repeat(PADDING_BYTES) }), answer.body);
    closeRaw(scene);
    return { status: answer.status, ending: "broken" };
  },
};
