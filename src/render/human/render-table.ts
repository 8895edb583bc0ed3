import CliTable from "cli-table3";
import { displayWidth } from "../../text/display-width.js";
import { wrapText } from "../../text/wrap.js";
import type { Style } from "../style.js";

/** A table of plain, harmless cells. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The index of the column that takes what width is left. */
  readonly grows: number;
  /** Columns of the page. */
  readonly width: number;
  readonly style: Style;
  /** Below this width it is a list, each row its own little paragraph; 100 columns unless a table has short cells. */
  readonly narrowest?: number;
  /** Colours a line of a cell; not asked where the table is a list. */
  readonly paint?: (text: string, row: number, column: number) => string;
}

const NARROWEST_TABLE = 100;
const GUTTER = 2;

/** Lays a table out in lines, one column wrapped to fit; as a list where the page is too narrow for a table. */
export function renderTable(table: Table): string[] {
  if (table.width < (table.narrowest ?? NARROWEST_TABLE)) return renderList(table);
  const widths = table.head.map((head, column) => columnWidth(table, column, head));
  const others = widths.reduce((sum, width, column) => sum + (column === table.grows ? 0 : width + GUTTER), 0);
  widths[table.grows] = Math.max(20, Math.min(widths[table.grows] ?? 0, Math.min(table.width, 140) - others - GUTTER));
  const grid = new CliTable({
    head: table.head.map((text) => table.style.dim(text)),
    chars: BORDERLESS,
    colWidths: widths.map((width) => width + GUTTER),
    style: { head: [], border: [], "padding-left": 0, "padding-right": GUTTER, compact: true },
  });
  const paint = table.paint ?? ((text: string) => text);
  for (const [at, row] of table.rows.entries()) {
    const wrap = (cell: string, column: number): string[] => wrapText(cell, { width: widths[column] ?? 20 });
    grid.push(
      row.map((cell, column) =>
        wrap(cell, column)
          .map((line) => paint(line, at, column))
          .join("\n"),
      ),
    );
  }
  return grid
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
}

const BORDERLESS = Object.fromEntries(
  [
    "top",
    "top-mid",
    "top-left",
    "top-right",
    "bottom",
    "bottom-mid",
    "bottom-left",
    "bottom-right",
    "left",
    "left-mid",
    "mid",
    "mid-mid",
    "right",
    "right-mid",
    "middle",
  ].map((part) => [part, ""]),
);

function columnWidth({ rows }: Table, column: number, head: string): number {
  return rows.reduce((widest, row) => Math.max(widest, displayWidth(row[column] ?? "")), displayWidth(head));
}

function renderList({ head, rows, grows, width, style }: Table): string[] {
  return rows.flatMap((row) => {
    const [name = "", ...rest] = row;
    const notes = rest
      .filter((_, i) => i + 1 !== grows)
      .map((cell, i) => `${head.filter((_, c) => c !== 0 && c !== grows)[i] ?? ""}: ${cell}`);
    return [
      style.bold(name),
      ...wrapText(row[grows] ?? "", { width, first: "  " }),
      ...wrapText(notes.join(", "), { width, first: "  " }).map((line) => style.dim(line)),
    ];
  });
}
