import type { Artefact } from "./artefact.js";

/** A generated file whose text on disk is not what its sources give. */
export interface StaleFile {
  readonly path: string;
  readonly text: string;
}

/** Finds the artefacts that differ from what `read` gives for their path; `read` gives undefined for a missing file. */
export function findStale(
  artefacts: readonly Artefact[],
  read: (path: string) => string | undefined,
): readonly StaleFile[] {
  return artefacts
    .map((artefact) => ({ path: artefact.path, text: artefact.render() }))
    .filter(({ path, text }) => read(path) !== text);
}
