import type { Transform } from "node:stream";
import * as zlib from "node:zlib";
import { type Header, readHeader } from "../exchange/exchange.js";

/** More codings than any server uses; each costs a decoder. */
const MAX_CODINGS = 4;

/**
 * The body with its `Content-Encoding` (gzip, deflate, br, or several) undone; as it came where a coding is unknown.
 * Throws zlib's error where the compression is broken or ends early; where `isBroken` says that the connection broke,
 * gives what could be decompressed and ends.
 */
export function decompress(
  source: AsyncIterable<Buffer>,
  headers: readonly Header[],
  isBroken: () => boolean,
): AsyncIterable<Buffer> {
  const codings = (readHeader(headers, "content-encoding") ?? "")
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "" && coding !== "identity");
  if (codings.length > MAX_CODINGS) return source;
  const makers = codings.map((coding) => DECODERS.get(coding));
  let body = source;
  for (const maker of makers.reverse()) {
    if (maker === undefined) return source;
    body = decode(body, maker, isBroken);
  }
  return body;
}

type MakeDecoder = (first: Buffer) => Transform;

const DECODERS: ReadonlyMap<string, MakeDecoder> = new Map<string, MakeDecoder>([
  ["gzip", () => zlib.createGunzip()],
  ["x-gzip", () => zlib.createGunzip()],
  // By RFC 9110 section 8.4.1.2 it is wrapped in the zlib format; some servers leave that out.
  ["deflate", (first) => (((first[0] ?? 8) & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw())],
  ["br", () => zlib.createBrotliDecompress()],
]);

async function* decode(
  source: AsyncIterable<Buffer>,
  make: MakeDecoder,
  isBroken: () => boolean,
): AsyncGenerator<Buffer, void> {
  const pieces = source[Symbol.asyncIterator]();
  const first = await pieces.next();
  // Answers to HEAD and 304 name a coding and have no body.
  if (first.done) return;
  const decoder = make(first.value);
  feed(decoder, first.value, pieces, isBroken).catch((error) => decoder.destroy(error));
  try {
    yield* decoder;
  } finally {
    decoder.destroy();
    void pieces.return?.();
  }
}

async function feed(
  decoder: Transform,
  first: Buffer,
  rest: AsyncIterator<Buffer>,
  isBroken: () => boolean,
): Promise<void> {
  await write(decoder, first);
  for (let next = await rest.next(); !next.done; next = await rest.next()) await write(decoder, next.value);
  // To end it would be an error, which takes what has been decompressed with it.
  if (isBroken()) decoder.push(null);
  else decoder.end();
}

function write(decoder: Transform, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    decoder.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}
