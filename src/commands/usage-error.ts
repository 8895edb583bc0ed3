/** The command line, or input that it names, is wrong. Ends the program with exit code 2; nothing was sent. */
export class UsageError extends Error {
  constructor(
    message: string,
    /** The input that is wrong, as it was given; null where none is. */
    readonly subject: string | null = null,
    /** The way out, one sentence; null where there is none to name. */
    readonly hint: string | null = null,
  ) {
    super(message);
    this.name = "UsageError";
  }
}
