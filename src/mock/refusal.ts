import type { DocumentedCode } from "../catalog/documented-codes.js";

/**
 * Thrown by a route to refuse a request with a documented code; caught once, where the answer is decided. No Error: refusing
 * is what an API for testing errors does most, and the stack that nobody reads cost a tenth of such an answer.
 */
export class Refusal {
  constructor(
    readonly code: DocumentedCode,
    readonly message: string,
  ) {}
}
