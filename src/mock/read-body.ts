import type { IncomingMessage } from "node:http";

/** The longest body that is read, in bytes: 10 MB, as the published server takes (observed). */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;
/** A longer body is read to its end and thrown away, so that the sender gets its answer; but no further than this. */
const MOST_DISCARDED_BYTES = 20 * MAX_BODY_BYTES;

/** The body of a request: whole, longer than MAX_BODY_BYTES, or cut off by the sender. */
export type RequestBody =
  | { readonly kind: "whole"; readonly bytes: Buffer }
  | { readonly kind: "too_long" }
  | { readonly kind: "cut" };

const NO_BODY: RequestBody = { kind: "whole", bytes: Buffer.alloc(0) };

/** Reads a request's body; never keeps more than MAX_BODY_BYTES and never rejects. */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const { headers } = request;
  // RFC 9112 section 6.3: without either there is no body.
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) return NO_BODY;
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MOST_DISCARDED_BYTES) return { kind: "cut" };
      if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
      else chunks.length = 0;
    }
  } catch {
    return { kind: "cut" };
  }
  return bytes > MAX_BODY_BYTES ? { kind: "too_long" } : { kind: "whole", bytes: Buffer.concat(chunks) };
}
