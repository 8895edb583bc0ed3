import { createParser } from "eventsource-parser";
import { isJsonObject, type JsonObject, ownMember, ownText, parseJson } from "./decode-body.js";
import type { StreamFacts } from "./stream-facts.js";

/** Reads a whole SSE transcript of a chat (AI SDK v5 UI message stream). */
export function decodeStream(text: string): StreamFacts {
  const reader = createStreamReader();
  reader.feed(text);
  const { cutInEvent } = reader.facts();
  // Whoever pasted or recorded it may have lost the empty line behind the last event, which is whole all the same.
  if (endsWithWholeEvent(text.trimEnd())) reader.feed("\n\n");
  return { ...reader.facts(), cutInEvent };
}

function endsWithWholeEvent(text: string): boolean {
  const lastLine = text.slice(Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1);
  const data = /^data: ?(.*)$/s.exec(lastLine)?.[1];
  return data !== undefined && (data === "[DONE]" || isJsonObject(parseJson(data)));
}

/** Reads a chat's stream piece by piece, so that a long one need not be kept. */
export interface StreamReader {
  /** Takes the next piece and returns the text deltas in it, joined. */
  feed(text: string): string;
  facts(): StreamFacts;
}

/** Makes a reader for one stream. */
export function createStreamReader(): StreamReader {
  const seen = {
    events: 0,
    errors: [] as string[],
    hasText: false,
    finished: false,
    done: false,
    resultSubtype: null as string | null,
    cancelled: false,
  };
  let tail = "";
  let delta = "";
  const ends = createLineEnds();
  const parser = createParser({
    onEvent(message) {
      seen.events += 1;
      if (message.data.trim() === "[DONE]") {
        seen.done = true;
        return;
      }
      const event = parseJson(message.data);
      if (isJsonObject(event)) delta += readEvent(event, seen, message.event);
    },
  });
  const feed = (lines: string): void => {
    tail = (tail + lines).slice(-2);
    parser.feed(lines);
  };
  return {
    feed(text) {
      delta = "";
      feed(ends.take(text));
      return delta;
    },
    facts() {
      feed(ends.flush());
      return { ...seen, cutInEvent: tail !== "" && tail !== "\n\n" };
    },
  };
}

interface LineEnds {
  take(text: string): string;
  /** What was held back, for the end has come. */
  flush(): string;
}

/**
 * Makes every end of a line a line feed: it may be CR LF, LF or CR alone (HTML standard, 9.2.5), and the parser waits for
 * ever behind a last CR. A CR at the end of a piece may be half of one, and is held back.
 */
function createLineEnds(): LineEnds {
  let held = "";
  return {
    take(text) {
      const piece = held + text;
      held = piece.endsWith("\r") ? "\r" : "";
      return piece.slice(0, piece.length - held.length).replace(/\r\n?/g, "\n");
    },
    flush() {
      const rest = held === "" ? "" : "\n";
      held = "";
      return rest;
    },
  };
}

interface Seen {
  errors: string[];
  hasText: boolean;
  finished: boolean;
  resultSubtype: string | null;
  cancelled: boolean;
}

/** An event without a type of its own is an error where its name says so, or where it holds an envelope. */
function guessType(event: JsonObject, name: string | undefined): "error" | null {
  return name === "error" || isJsonObject(ownMember(event, "error")) ? "error" : null;
}

/** The text of an `error` event; an envelope in one reads as the server stores it, `<code>: <message>`. */
function readErrorText(event: JsonObject): string {
  const text = ownText(event, "errorText") ?? ownText(event, "error");
  if (text !== null) return text;
  const inner = ownMember(event, "error");
  const error = isJsonObject(inner) ? inner : event;
  const code = ownText(error, "code");
  const message = ownText(error, "message") ?? "";
  return code === null ? message : `${code}: ${message}`;
}

/** Notes what an event says about the end of the stream; returns its text delta, or "". */
function readEvent(event: JsonObject, seen: Seen, name: string | undefined): string {
  switch (ownText(event, "type") ?? guessType(event, name)) {
    case "text-delta": {
      const delta = ownText(event, "delta") ?? ownText(event, "textDelta") ?? "";
      if (delta.trim() !== "") seen.hasText = true;
      return delta;
    }
    case "error": {
      const text = readErrorText(event);
      if (/^cancell?ed\b/i.test(text)) seen.cancelled = true;
      if (seen.errors.length < 20) seen.errors.push(text.slice(0, 4096));
      return "";
    }
    case "abort":
      seen.cancelled = true;
      return "";
    case "message-metadata": {
      const metadata = Object.hasOwn(event, "messageMetadata") ? event["messageMetadata"] : undefined;
      if (isJsonObject(metadata)) seen.resultSubtype = ownText(metadata, "resultSubtype") ?? seen.resultSubtype;
      return "";
    }
    case "finish":
      seen.finished = true;
      return "";
    default:
      return "";
  }
}
