import type { IncomingMessage } from "node:http";
import { LARGEST_BODY_BYTES } from "../catalog/limits.js";

/** A longer body is read to its end and thrown away, so that the sender gets its answer; but no further than this. */
const MOST_DISCARDED_BYTES = 20 * LARGEST_BODY_BYTES;

/** What all bodies may take together while they are read. */
const MOST_BYTES_AT_ONCE = 256 * 1024 * 1024;

/** The body of a request: whole, longer than LARGEST_BODY_BYTES, without room beside the others, or cut off by the sender. */
export type RequestBody =
  | { readonly kind: "whole"; readonly bytes: Buffer }
  | { readonly kind: "too_long" | "no_room" | "cut" };

/** The bytes of bodies that are being read now. */
export interface BodyRoom {
  takenBytes: number;
}

const NO_BODY: RequestBody = { kind: "whole", bytes: Buffer.alloc(0) };

/** Reads a request's body; never keeps more than LARGEST_BODY_BYTES, nor more than the room has, and never rejects. */
export async function readBody(request: IncomingMessage, room: BodyRoom): Promise<RequestBody> {
  const { headers } = request;
  // RFC 9112 section 6.3: without either there is no body.
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) return NO_BODY;
  const body = new KeptBody(room);
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      if (!body.take(chunk)) return { kind: "cut" };
    }
    return body.finish();
  } catch {
    return { kind: "cut" };
  } finally {
    body.giveBack();
  }
}

/** The part of a body that has come. One that is refused is read on, but not kept. */
class KeptBody {
  readonly #chunks: Buffer[] = [];
  #refusal: "too_long" | "no_room" | null = null;
  #bytes = 0;
  #keptBytes = 0;

  constructor(private readonly room: BodyRoom) {}

  /** False where the body is longer than what would be read and thrown away. */
  take(chunk: Buffer): boolean {
    this.#bytes += chunk.length;
    if (this.#bytes > LARGEST_BODY_BYTES) this.#refuse("too_long");
    else if (this.room.takenBytes + chunk.length > MOST_BYTES_AT_ONCE) this.#refuse("no_room");
    if (this.#refusal === null) {
      this.#chunks.push(chunk);
      this.#keptBytes += chunk.length;
      this.room.takenBytes += chunk.length;
    }
    return this.#bytes <= MOST_DISCARDED_BYTES;
  }

  finish(): RequestBody {
    if (this.#refusal !== null) return { kind: this.#refusal };
    return { kind: "whole", bytes: Buffer.concat(this.#chunks) };
  }

  giveBack(): void {
    this.room.takenBytes -= this.#keptBytes;
    this.#keptBytes = 0;
    this.#chunks.length = 0;
  }

  #refuse(why: "too_long" | "no_room"): void {
    // A body that is too long is that, whatever room there is.
    if (this.#refusal === null || why === "too_long") this.#refusal = why;
    this.giveBack();
  }
}
