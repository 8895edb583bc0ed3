import { DOCTOR_LAYERS } from "../report/doctor-layer.js";
import { closedObject, listOf, ref, type SchemaNode, text, whole } from "./schema-node.js";

/** The definitions of a doctor's layers and their parts, for `$defs`. */
export function doctorDefinitions(): Readonly<Record<string, SchemaNode>> {
  return {
    layerFact: closedObject("Something that was found out about a layer.", {
      name: text("What it is about. `problem`: why the layer failed; `warning`; `not checked`: why nothing is known."),
      value: text("A text for people, on one line."),
    }),
    checkedLayer: closedObject("One layer between here and an answer.", {
      name: text(`One of ${DOCTOR_LAYERS.join(", ")}.`),
      ok: {
        type: ["boolean", "null"],
        description: "False where it fails; null where it could not be checked, because a layer before it failed.",
      },
      durationMs: whole(0, "How long it took, in ms; 0 where nothing was sent for it alone."),
      facts: listOf(ref("layerFact"), "What was found out, in the order in which it is read."),
      report: ref("report", "What is wrong, and the requests that were sent for this layer."),
    }),
  };
}

/** The members of the doctor's own. */
export const DOCTOR_MEMBERS: Readonly<Record<string, SchemaNode>> = {
  layers: listOf(ref("checkedLayer"), "Every layer, in order; the first that is false decides the exit."),
};
