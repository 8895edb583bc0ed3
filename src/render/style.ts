/** Ways to set words off. Each takes text that is already harmless and returns it, perhaps with colour. */
export interface Style {
  readonly level: number;
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  cyan(text: string): string;
}

function same(text: string): string {
  return text;
}

/** No colours at all. */
export const PLAIN_STYLE: Style = { level: 0, bold: same, dim: same, red: same, yellow: same, green: same, cyan: same };

/** Colours of the given level (0 none, 1 sixteen, 2 two hundred and fifty-six, 3 all). Loads chalk only where there are any. */
export async function loadStyle(level: 0 | 1 | 2 | 3): Promise<Style> {
  if (level === 0) return PLAIN_STYLE;
  const { Chalk } = await import("chalk");
  const chalk = new Chalk({ level });
  return {
    level,
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    red: (text) => chalk.red(text),
    yellow: (text) => chalk.yellow(text),
    green: (text) => chalk.green(text),
    cyan: (text) => chalk.cyan(text),
  };
}
