import { type ExitName, exitOfReport } from "../diagnosis/exit-code.js";
import type { DoctorLayer } from "../render/report/doctor-layer.js";

/** How the doctor ends: as the first layer that failed says; `ok` where none did. */
export function exitOfLayers(layers: readonly DoctorLayer[]): ExitName {
  const failed = layers.find(({ ok }) => ok === false);
  if (failed === undefined) return "ok";
  if (failed.name === "configuration") return "usage";
  if (failed.name === "key") return "key";
  if (failed.name === "contract") return "finding";
  const exit = exitOfReport(failed.diagnoses);
  return exit === "ok" ? "no_answer" : exit;
}
