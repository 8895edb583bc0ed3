import type { StreamStep } from "./chat-run.js";
import { makeStreamParts, type StreamScript } from "./chat-stream.js";
import type { StreamFault } from "./faults/fault.js";

/** A held stream stops after its first delta. */
const HELD_BEHIND = "text-delta";

/** The steps of a chat stream: its parts, with what goes wrong in it, and held after the first delta where that is wanted. */
export function* makeSteps(script: StreamScript, isHeld: boolean, fault: StreamFault | null): Generator<StreamStep> {
  const steps = fault === null ? wrapParts(script) : fault.makeSteps(script);
  for (const step of steps) {
    yield step;
    if (isHeld && step.kind === "part" && step.part["type"] === HELD_BEHIND) yield { kind: "hold" };
  }
}

function* wrapParts(script: StreamScript): Generator<StreamStep> {
  for (const part of makeStreamParts(script)) yield { kind: "part", part };
}
