import type { Socket } from "node:net";

/** Holds back what a socket has received. */
export interface SocketValve {
  /** Reads give nothing from now on; once the buffers are full, the sender has to wait. */
  hold(): void;
  /** Reads give what has come. Does nothing where nothing is held. */
  release(): void;
}

/**
 * Puts a valve between a socket and undici. undici's own pause is no choice: where the connection closes while its
 * parser is paused, it throws an AssertionError from within an event listener (7.30, `Parser.finish`), which ends the
 * program.
 */
export function fitValve(socket: Socket): SocketValve {
  const read = socket.read.bind(socket);
  let held = false;
  // A read of 0 bytes only asks the system for more, and Node makes it by itself.
  socket.read = (size?: number) => (held && size !== 0 ? null : read(size));
  return {
    hold() {
      held = true;
    },
    release() {
      if (!held) return;
      held = false;
      if (!socket.destroyed) socket.emit("readable");
    },
  };
}
