import { createParser } from "eventsource-parser";
import { createStreamReader } from "../../exchange/decode-stream.js";

import type { OptionValues } from "../command.js";

/** The forms in which a stream is printed. */
export type StreamFormat = "raw" | "text" | "ndjson";

/** What `--format` asks for; `raw` where it was left out. */
export function readStreamFormat({ format }: OptionValues): StreamFormat {
  return format === "text" || format === "ndjson" ? format : "raw";
}

/** Turns the pieces of a stream into what is printed, as they come. */
export type StreamPrinter = (bytes: Uint8Array) => Uint8Array | string;

/** Makes a printer: `raw` passes bytes on, `text` keeps the text that the agent wrote, `ndjson` one event a line. */
export function createStreamPrinter(format: StreamFormat): StreamPrinter {
  if (format === "raw") return (bytes) => bytes;
  const decoder = new TextDecoder();
  if (format === "text") {
    const reader = createStreamReader();
    return (bytes) => reader.feed(decoder.decode(bytes, { stream: true }));
  }
  let lines = "";
  const parser = createParser({
    onEvent: ({ data }) => {
      // The terminator is no JSON; the end of the output says the same.
      if (data.trim() !== "[DONE]") lines += `${data.replace(/\r?\n/g, " ")}\n`;
    },
  });
  return (bytes) => {
    lines = "";
    parser.feed(decoder.decode(bytes, { stream: true }));
    return lines;
  };
}
