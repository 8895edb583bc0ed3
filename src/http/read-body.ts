import type { Body } from "../exchange/exchange.js";
import type { Answer } from "./answer.js";
import { decompress } from "./decompress.js";
import { type Flight, Stopped } from "./flight.js";
import { GatheredBytes } from "./gathered-bytes.js";
import type { AnswerHead, SendOrder } from "./send-order.js";

/** 64 MiB. */
const BODY_BYTES = 67_108_864;
/** From this size on, a body that grew more than so many times is no text that anyone compressed in earnest. */
const RATIO_FROM_BYTES = 4_194_304;
const MAX_RATIO = 200;

/** An error of the one who was given a piece of the body. */
export class ChunkRefused extends Error {}

/** What was read of a body, and the error that ended it. */
export interface ReadBody {
  readonly body: Body;
  readonly error: Error | null;
}

/** Reads the body to its end, its bound or its failure. Rejects with `ChunkRefused`, and with nothing else. */
export async function readBody(order: SendOrder, answer: Answer, head: AnswerHead, flight: Flight): Promise<ReadBody> {
  const gathered = new GatheredBytes();
  let cut = false;
  let error: Error | null = null;
  try {
    cut = await gather(gathered, order, answer, head, flight);
  } catch (caught) {
    if (caught instanceof ChunkRefused) throw caught;
    if (!(caught instanceof Stopped)) error = caught instanceof Error ? caught : new Error(String(caught));
  }
  // What broke the connection also breaks the compression.
  const failed = cut ? null : (answer.error ?? error);
  return { body: gathered.toBody(cut || failed !== null || flight.failure !== null), error: failed };
}

/** True where a bound was hit. */
async function gather(
  gathered: GatheredBytes,
  order: SendOrder,
  answer: Answer,
  head: AnswerHead,
  flight: Flight,
): Promise<boolean> {
  const limit = order.limits?.bodyBytes ?? BODY_BYTES;
  const wire = { bytes: 0 };
  const source = countBytes(answer.chunks, limit, wire);
  for await (const chunk of decompress(source, head.headers, () => answer.error !== null || wire.bytes > limit)) {
    if (flight.signal.aborted) return false;
    const piece = chunk.subarray(0, limit - gathered.length);
    gathered.append(piece);
    if (piece.length > 0) await passOn(piece, order, head, flight);
    if (piece.length < chunk.length || isBomb(gathered.length, wire.bytes)) return true;
  }
  return wire.bytes > limit;
}

async function passOn(piece: Uint8Array, order: SendOrder, head: AnswerHead, flight: Flight): Promise<void> {
  const { onChunk } = order;
  if (onChunk === undefined) return;
  try {
    await flight.race((async () => onChunk(piece, head))());
  } catch (error) {
    throw error instanceof Stopped ? error : new ChunkRefused("the reader of the body failed", { cause: error });
  }
}

function isBomb(bytes: number, wireBytes: number): boolean {
  return bytes > RATIO_FROM_BYTES && bytes > wireBytes * MAX_RATIO;
}

/** The same pieces, counted; ends with the one that exceeds the limit. */
async function* countBytes(
  source: AsyncIterable<Buffer>,
  limit: number,
  count: { bytes: number },
): AsyncGenerator<Buffer, void> {
  for await (const chunk of source) {
    count.bytes += chunk.length;
    yield chunk;
    if (count.bytes > limit) return;
  }
}
