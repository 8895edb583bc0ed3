import type { StreamStep } from "../chat-run.js";
import { makeStreamParts, type StreamScript } from "../chat-stream.js";

/** What the streams of these faults say went wrong: a model provider that is overloaded (recorded). */
export const ERROR_TEXT = "API Error: 529 Overloaded";

/** Sends one part. */
export function part(value: Readonly<Record<string, unknown>>): StreamStep {
  return { kind: "part", part: value };
}

/** The first parts of the stream, up to and with the first of a type. */
export function* takeThrough(script: StreamScript, type: string): Generator<StreamStep> {
  for (const value of makeStreamParts(script)) {
    yield part(value);
    if (value["type"] === type) return;
  }
}
