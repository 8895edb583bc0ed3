import type { Diagnosis } from "../diagnosis/report.js";
import type { SentExchange } from "../http/send-order.js";
import type { DoctorLayer, DoctorLayerName, LayerFact } from "../render/report/doctor-layer.js";
import { neutraliseLine } from "../text/neutralise.js";
import { adviseFurther } from "./advise-further.js";

/** A layer with the requests that were sent to check it. */
export interface CheckedLayer extends DoctorLayer {
  readonly sent: readonly SentExchange[];
}

/** What a check found; what is left out is nothing. */
export interface Findings {
  readonly ok: boolean | null;
  readonly durationMs?: number;
  readonly facts?: readonly LayerFact[];
  readonly diagnoses?: readonly Diagnosis[];
  readonly sent?: readonly SentExchange[];
}

/** A fact in one line, harmless to show: servers and users have a say in it. */
export function fact(name: string, value: string): LayerFact {
  return { name, value: neutraliseLine(value) };
}

/** A layer of these findings. */
export function makeLayer(name: DoctorLayerName, findings: Findings): CheckedLayer {
  const { ok, durationMs = 0, facts = [], diagnoses = [], sent = [] } = findings;
  return { name, ok, durationMs: Math.max(0, durationMs), facts, diagnoses: adviseFurther(diagnoses), sent };
}

/** A layer that could not be checked, with what is known of it all the same. */
export function notChecked(name: DoctorLayerName, why: string, facts: readonly LayerFact[] = []): CheckedLayer {
  return makeLayer(name, { ok: null, facts: [fact("not checked", why), ...facts] });
}
