import type { Socket } from "node:net";
import type { WireFault } from "./fault.js";
import { closeRaw, sendRaw, writeHead } from "./write-raw.js";

const CHUNK = Buffer.alloc(16 * 1024, " ");
/** Where "endless" ends after all: a client that reads on here reads for ever. */
const MOST_BYTES = 1024 ** 3;

/** The body does not end (after 1 GiB it does). */
export const endlessBody: WireFault = {
  kind: "wire",
  name: "endless_body",
  summary: "the body does not end (after 1 GiB it does)",
  takesDuration: false,
  async play(scene) {
    const { socket } = scene;
    sendRaw(scene, writeHead(scene.answer, { ...scene.answer.headers, "Transfer-Encoding": "chunked" }));
    const chunk = Buffer.concat([Buffer.from(`${CHUNK.length.toString(16)}\r\n`), CHUNK, Buffer.from("\r\n")]);
    for (let sent = 0; sent < MOST_BYTES && !socket.destroyed; sent += CHUNK.length) {
      // What the client does not take must not pile up here.
      if (!sendRaw(scene, chunk)) await untilItTakesMore(socket);
    }
    const ending = socket.destroyed ? "left" : "broken";
    closeRaw(scene);
    return { status: scene.answer.status, ending };
  },
};

/** Resolves once a connection takes more, or is closed. */
function untilItTakesMore(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const goOn = (): void => {
      socket.off("drain", goOn).off("close", goOn);
      resolve();
    };
    socket.on("drain", goOn).on("close", goOn);
  });
}
