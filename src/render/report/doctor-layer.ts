import type { Diagnosis } from "../../diagnosis/report.js";

/** The layers between here and an answer, in order. Public: these names are in the JSON output. */
export const DOCTOR_LAYERS = [
  "configuration",
  "key",
  "proxy",
  "dns",
  "tcp",
  "tls",
  "clock",
  "http",
  "authentication",
  "contract",
] as const;
export type DoctorLayerName = (typeof DOCTOR_LAYERS)[number];

/**
 * Something that was found out about a layer. Both are texts for people; three names are fixed: `problem` says why a layer
 * failed, `warning` what may become one, `not checked` why nothing is known.
 */
export interface LayerFact {
  readonly name: string;
  readonly value: string;
}

/** What came of checking one layer. */
export interface DoctorLayer {
  readonly name: DoctorLayerName;
  /** Null where it could not be checked, because a layer before it failed. */
  readonly ok: boolean | null;
  readonly durationMs: number;
  readonly facts: readonly LayerFact[];
  readonly diagnoses: readonly Diagnosis[];
}
