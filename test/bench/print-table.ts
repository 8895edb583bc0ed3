/** Prints a table in plain text: columns as wide as their longest cell, numbers to the right. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => (row[at] ?? "").length)));
  const write = (row: readonly string[]) => {
    const cells = row.map((cell, at) => {
      const width = widths[at] ?? 0;
      return /^[-+]?[\d.]+$/.test(cell) ? cell.padStart(width) : cell.padEnd(width);
    });
    process.stdout.write(`${cells.join("  ").trimEnd()}\n`);
  };
  write(head);
  write(widths.map((width) => "-".repeat(width)));
  for (const row of rows) write(row);
}
