import type { DocumentedCode } from "../catalog/documented-codes.js";

/** Thrown by a route to refuse a request with a documented code; caught once, where the answer is decided. */
export class Refusal extends Error {
  constructor(
    readonly code: DocumentedCode,
    message: string,
  ) {
    super(message);
    this.name = "Refusal";
  }
}
