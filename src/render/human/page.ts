import { displayWidth } from "../../text/display-width.js";
import { wrapText } from "../../text/wrap.js";
import type { Style } from "../style.js";

/** The widest line that still reads well, in columns. */
const WIDEST = 100;
/** Below this a line breaks after every other word; text is laid out for at least so many columns. */
const NARROWEST = 24;

/** Lines of a page, laid out for a width. Every method returns the page. */
export interface Page {
  readonly style: Style;
  readonly width: number;
  /** An empty line, but never two. */
  gap(): Page;
  /** A line as it is: the caller fitted it. */
  line(text: string): Page;
  /** A paragraph, indented by so many columns. */
  text(text: string, indent?: number): Page;
  /** A heading of a section. */
  heading(text: string): Page;
  /** An item with its mark (`1.`, `-`), wrapped behind it. */
  item(mark: string, text: string, indent?: number): Page;
  /** A command to copy: never wrapped, so that it can be. */
  command(line: string, indent?: number): Page;
  /** A name and its text in two columns; below each other where the page is narrow. */
  field(name: string, text: string, nameWidth?: number): Page;
  toString(): string;
}

/** Starts a page for a terminal of `width` columns. */
export function createPage(width: number, style: Style): Page {
  const fitted = Math.max(NARROWEST, Math.min(width, WIDEST));
  const lines: string[] = [];
  const page: Page = {
    style,
    width: fitted,
    gap() {
      if (lines.length > 0 && lines.at(-1) !== "") lines.push("");
      return page;
    },
    line(text) {
      lines.push(text);
      return page;
    },
    text(text, indent = 0) {
      lines.push(...wrapText(text, { width: fitted, first: " ".repeat(indent) }));
      return page;
    },
    heading(text) {
      page.gap();
      lines.push(style.bold(text));
      return page;
    },
    item(mark, text, indent = 2) {
      const first = `${" ".repeat(indent)}${mark} `;
      lines.push(...wrapText(text, { width: fitted, first }));
      return page;
    },
    command(line, indent = 5) {
      lines.push(`${" ".repeat(indent)}${style.cyan(`$ ${line}`)}`);
      return page;
    },
    field(name, text, nameWidth = 10) {
      const narrow = fitted < 60 || displayWidth(name) > nameWidth;
      const first = " ".repeat(nameWidth + 1);
      const wrapped = wrapText(text, { width: fitted, first: narrow ? "  " : first });
      if (narrow) lines.push(style.dim(name), ...wrapped);
      else
        lines.push(
          style.dim(name.padEnd(nameWidth + 1)) + (wrapped[0] ?? "").slice(nameWidth + 1),
          ...wrapped.slice(1),
        );
      return page;
    },
    toString: () => `${lines.join("\n")}\n`,
  };
  return page;
}
