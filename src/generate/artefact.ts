/** One generated file: its path from the package's root, and the text that it must hold. */
export interface Artefact {
  readonly path: string;
  /** Gives the whole text. Throws an Error that says what to mend where the sources do not allow one. */
  render(): string;
}
