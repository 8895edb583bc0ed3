import { marked } from "marked";
import { type Element, findAll, parseXml } from "../render/report/read-xml.js";

/** Renders a job summary to HTML, as GitHub does but for its style; fails where that is not well-formed. */
export function renderSummary(markdown: string): Element {
  const html = marked.parse(markdown, { gfm: true, async: false });
  // Two characters that HTML allows and XML does not.
  return parseXml(`<body>${html.replace(/[\ufffe\uffff]/g, "\ufffd")}</body>`);
}

/** All text in an element, its children's too. */
export function textOf(element: Element): string {
  return `${element.text}${element.children.map(textOf).join("")}`;
}

/** The rows of each table, heads first, as the texts of their cells. */
export function readTables(page: Element): string[][][] {
  return findAll(page, "table").map((table) =>
    findAll(table, "tr").map((row) => row.children.map((cell) => textOf(cell))),
  );
}
