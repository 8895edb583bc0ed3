/** What came of the walk: a line for each ending, a column for each command. */
export class Table {
  readonly #cells = new Map<string, Map<string, string>>();
  readonly #columns: readonly string[];
  #runs = 0;

  constructor(columns: readonly string[]) {
    this.#columns = columns;
  }

  /** Notes the exit codes of a cell's runs: those with `--json`, then those for people. None: the cell cannot happen. */
  note(column: string, ending: string, ...codes: readonly (number | null)[]): void {
    const cells = this.#cells.get(ending) ?? new Map<string, string>();
    this.#cells.set(ending, cells);
    this.#runs += codes.length;
    cells.set(column, codes.length === 0 ? "-" : [...new Set(codes)].map(String).join("/"));
  }

  /** How many cells there are, how many of them cannot happen, and how many runs the others took. */
  count(): { cells: number; impossible: number; runs: number } {
    const all = [...this.#cells.values()].flatMap((cells) => [...cells.values()]);
    return { cells: all.length, impossible: all.filter((cell) => cell === "-").length, runs: this.#runs };
  }

  /** The table as text, an element for each line. */
  write(): string[] {
    const widest = Math.max(...[...this.#cells.keys()].map((ending) => ending.length));
    const lines = [...this.#cells].map(([ending, cells]) => {
      const codes = this.#columns.map((name) => (cells.get(name) ?? "?").padStart(name.length));
      return [ending.padEnd(widest), ...codes].join(" ");
    });
    return [[" ".repeat(widest), ...this.#columns].join(" "), ...lines];
  }
}
