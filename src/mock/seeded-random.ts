/**
 * Random numbers in [0, 1) that are the same for the same seed: mulberry32 (Tommy Ettinger, public domain), seeded with
 * the FNV-1a hash of the text. For keys and ids of the embedded API, where chance must be repeatable; never for secrets.
 */
export function createSeededRandom(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(seed)) state = Math.imul(state ^ byte, 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
