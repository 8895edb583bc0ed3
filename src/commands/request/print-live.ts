import type { AnswerHead } from "../../http/send-order.js";
import { neutraliseText } from "../../text/neutralise.js";
import type { CommandCall } from "../command.js";
import { createStreamPrinter, readStreamFormat } from "./print-stream.js";
import { readOutputPath } from "./read-output.js";
import { isStream, writeHead } from "./write-answer.js";

/** Prints a stream while it comes. */
export interface LivePrinter {
  onChunk(bytes: Uint8Array, head: AnswerHead): Promise<void>;
  /** True once part of the answer has reached the user. */
  started(): boolean;
  /** Aborts once nobody reads standard output any more: what is still to come would be paid for and thrown away. */
  readonly readerGone: AbortSignal;
}

/** Makes the printer. Only a stream is printed as it comes; any other answer once it is whole and known to be good. */
export function createLivePrinter({ host, output, options }: CommandCall): LivePrinter {
  const print = createStreamPrinter(readStreamFormat(options));
  const decoder = new TextDecoder();
  const gone = new AbortController();
  let begun = false;
  const write = async (piece: Uint8Array | string): Promise<void> => {
    if (host.stdout.isTTY) {
      // Only a pipe gets a server's bytes as they are: a terminal would obey them.
      await output.print(neutraliseText(typeof piece === "string" ? piece : decoder.decode(piece, { stream: true })));
    } else if (!(await output.pass(piece))) gone.abort();
  };
  return {
    async onChunk(bytes, head) {
      if (!isStream(head) || output.json || readOutputPath(options) !== undefined) return;
      if (!begun && options["include"] === true) await output.print(neutraliseText(writeHead(head)));
      begun = true;
      await write(print(bytes));
    },
    started: () => begun,
    readerGone: gone.signal,
  };
}
