import type { WireFault } from "./fault.js";
import { closeRaw, sendRaw, writeHead } from "./write-raw.js";

const PAGE =
  "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n";

/** A gateway answers 502 with an HTML page. */
export const htmlPage: WireFault = {
  kind: "wire",
  name: "html_page",
  summary: "a gateway answers 502 with an HTML page",
  takesDuration: false,
  play(scene) {
    const body = Buffer.from(PAGE);
    sendRaw(scene, writeHead({ status: 502, headers: {}, body }, { "Content-Type": "text/html" }), body);
    closeRaw(scene);
    return { status: 502, ending: "whole" };
  },
};
