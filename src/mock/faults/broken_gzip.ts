import { gzipSync } from "node:zlib";
import type { WireFault } from "./fault.js";
import { closeRaw, sendRaw, writeHead } from "./write-raw.js";

/** Behind the header of gzip (RFC 1952, section 2.3). */
const FIRST_BLOCK = 10;

/** The body is called gzip and cannot be decompressed. */
export const brokenGzip: WireFault = {
  kind: "wire",
  name: "broken_gzip",
  summary: "the body is called gzip and cannot be decompressed",
  takesDuration: false,
  play(scene) {
    const { answer } = scene;
    const body = gzipSync(answer.body);
    body.fill(0xff, FIRST_BLOCK);
    sendRaw(scene, writeHead({ ...answer, body }, { ...answer.headers, "Content-Encoding": "gzip" }), body);
    closeRaw(scene);
    return { status: answer.status, ending: "broken" };
  },
};
