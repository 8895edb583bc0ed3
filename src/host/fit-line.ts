/** Columns that a live line needs beside its text: its spinner, a space, and the last one, where terminals wrap. */
export const LIVE_LINE_MARGIN = 3;

/** Columns that a code point takes: 1, or 2 where it is wide. */
export type MeasureCodePoint = (codePoint: number) => number;

/** Drawn over the character before, or not at all. */
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
/** Asks for the two-column picture of the character before (U+FE0F). */
const PICTURE_SELECTOR = 0xfe0f;

/**
 * Cuts a text to at most `columns` columns of one line; where something was cut, "…" ends it. Control characters become
 * spaces. Counts rather too much than too little, so that what fits never wraps.
 */
export function fitLine(text: string, columns: number, measure: MeasureCodePoint): string {
  const characters = [...text.replace(/[\p{Cc}\u2028\u2029]/gu, " ")];
  const widths = characters.map((character) => measureCharacter(character, measure));
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total <= columns) return characters.join("");
  let room = columns - 1;
  if (room < 0) return "";
  const end = widths.findIndex((width) => {
    room -= width;
    return room < 0;
  });
  return `${characters.slice(0, end).join("")}…`;
}

function measureCharacter(character: string, measure: MeasureCodePoint): number {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint === PICTURE_SELECTOR) return 1;
  return INVISIBLE.test(character) ? 0 : measure(codePoint);
}
