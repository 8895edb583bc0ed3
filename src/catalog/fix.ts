/** One instruction that can be followed today, and where there is one, the command that carries it out. */
export interface Fix {
  readonly text: string;
  readonly command: string | null;
}

/** A fix without a command, or with one. */
export function fix(text: string, command: string | null = null): Fix {
  return { text, command };
}
