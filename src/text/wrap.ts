import { displayWidth } from "./display-width.js";

/** Where text goes on a page. Widths in columns. */
export interface Layout {
  readonly width: number;
  /** What the first line starts with. */
  readonly first?: string;
  /** What every further line starts with. */
  readonly rest?: string;
}

/**
 * Breaks text into lines of at most `width` columns, at spaces; a word that is longer than a line stays whole where it
 * is a command or an address (no reader wants it broken), and simply overhangs. Line breaks in the text are kept.
 */
export function wrapText(text: string, layout: Layout): string[] {
  const rest = layout.rest ?? layout.first?.replace(/./gu, " ") ?? "";
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = lines.length === 0 ? (layout.first ?? "") : rest;
    let empty = true;
    for (const word of paragraph.split(" ").filter((part) => part !== "")) {
      if (!empty && displayWidth(line) + 1 + displayWidth(word) > layout.width) {
        lines.push(line);
        line = rest;
        empty = true;
      }
      line += empty ? word : ` ${word}`;
      empty = false;
    }
    lines.push(line.trimEnd());
  }
  return lines;
}
