import { createParser } from "eventsource-parser";
import { isJsonObject, type JsonObject, ownText, parseJson } from "./decode-body.js";
import type { StreamFacts } from "./stream-facts.js";

/** Reads a whole SSE transcript of a chat (AI SDK v5 UI message stream). */
export function decodeStream(text: string): StreamFacts {
  const reader = createStreamReader();
  reader.feed(text);
  return reader.facts();
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
  const parser = createParser({
    onEvent(message) {
      seen.events += 1;
      if (message.data.trim() === "[DONE]") {
        seen.done = true;
        return;
      }
      const event = parseJson(message.data);
      if (isJsonObject(event)) delta += readEvent(event, seen);
    },
  });
  return {
    feed(text) {
      delta = "";
      tail = (tail + text).slice(-4);
      parser.feed(text);
      return delta;
    },
    facts: () => ({ ...seen, cutInEvent: tail !== "" && !/\r?\n\r?\n$|\r\r$/.test(tail) }),
  };
}

interface Seen {
  errors: string[];
  hasText: boolean;
  finished: boolean;
  resultSubtype: string | null;
  cancelled: boolean;
}

/** Notes what an event says about the end of the stream; returns its text delta, or "". */
function readEvent(event: JsonObject, seen: Seen): string {
  switch (ownText(event, "type")) {
    case "text-delta": {
      const delta = ownText(event, "delta") ?? ownText(event, "textDelta") ?? "";
      if (delta.trim() !== "") seen.hasText = true;
      return delta;
    }
    case "error": {
      const text = ownText(event, "errorText") ?? ownText(event, "error") ?? "";
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
