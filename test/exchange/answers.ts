import { type Body, type Response, textBody } from "../../src/exchange/exchange.js";

/** An answer for tests: JSON by its type unless the headers say otherwise. */
export function answerOf(
  status: number | null,
  body: string | Body,
  headers: Readonly<Record<string, string>> = { "content-type": "application/json" },
): Response {
  return {
    status,
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    body: typeof body === "string" ? textBody(body) : body,
    headersKnown: Object.keys(headers).length > 0,
  };
}

/** The documented envelope, with members added or replaced. */
export function documentedBody(members: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    error: { code: "unauthorized", message: "Invalid or missing API key", status: 401, ...members },
  });
}
