import type { StreamFault } from "./faults/fault.js";

/** What a request shall be answered beside what it asks for. */
export interface RequestWish {
  readonly wantsHold: boolean;
  readonly streamFault: StreamFault | null;
}
