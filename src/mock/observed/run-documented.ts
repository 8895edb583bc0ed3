import type { Answer } from "../answer.js";
import type { Call, Routes } from "../call.js";
import { Refusal } from "../refusal.js";
import { refuseNested } from "./observed-refusal.js";

/**
 * Runs the documented route for what the observed dialect does not answer in a way of its own. What that route refuses
 * has no counterpart that was recorded; it becomes a 500 internal_error, as everything does that the published server's
 * handlers do not foresee.
 */
export function runDocumented(routes: Routes, id: string, call: Call): Answer {
  const route = routes[id];
  if (route === undefined) return refuseNested(500, "internal_error", `No route ${id}`);
  try {
    return route(call);
  } catch (error) {
    if (error instanceof Refusal) return refuseNested(500, "internal_error", error.message);
    throw error;
  }
}
