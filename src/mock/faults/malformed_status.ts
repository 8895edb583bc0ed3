import type { WireFault } from "./fault.js";
import { closeRaw, sendRaw } from "./write-raw.js";

/** The status line is no HTTP. */
export const malformedStatus: WireFault = {
  kind: "wire",
  name: "malformed_status",
  summary: "the status line is no HTTP",
  takesDuration: false,
  play(scene) {
    sendRaw(scene, "HTTP/1.1 OK banana\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    closeRaw(scene);
    return { status: null, ending: "broken" };
  },
};
