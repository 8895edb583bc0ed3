/** The command line, or a file that it names, is wrong. Ends the program with exit code 2. */
export class UsageError extends Error {
  constructor(
    message: string,
    /** The input that is wrong, as it was given; null where none is. */
    readonly subject: string | null = null,
    /** The way out, one sentence; null where there is none to name. */
    readonly hint: string | null = null,
    /** What was found before, as members of the document; empty where nothing was sent. */
    readonly found: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "UsageError";
  }

  /** The same error, with what was found before. */
  with(found: UsageError["found"]): UsageError {
    return new UsageError(this.message, this.subject, this.hint, found);
  }
}
