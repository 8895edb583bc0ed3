import { decodeFailure } from "./decode-failure.js";
import type { Exchange, Failure, Response } from "./exchange.js";

/** What curl printed, and why it gave up before the end; null where it did not. */
export interface CurlEnd {
  readonly text: string;
  readonly failure: Failure | null;
}

/**
 * Splits curl's last words, which a terminal shows behind what it wrote to standard output, from the answer before them.
 * 22 is an answer with an error's status, 23 an output that nobody took.
 */
export function splitCurlEnd(text: string): CurlEnd {
  const at = text.lastIndexOf("curl: (");
  const said = at < 0 ? "" : text.slice(at).trimEnd();
  const exit = said.includes("\n") ? undefined : /^curl: \((\d{1,3})\) /.exec(said)?.[1];
  if (exit === undefined) return { text, failure: null };
  const rest = text.slice(0, at).replace(/\n$/, "");
  if (exit === "22" || exit === "23") return { text: rest, failure: null };
  const failure = decodeFailure(said) ?? { kind: "other", code: `curl ${exit}`, phase: null, message: said };
  return { text: rest, failure: { ...failure, phase: "body" } };
}

/** An exchange without its request: the answer, cut off where a failure ended it. */
export function answeredUntil(response: Response, failure: Failure | null): Exchange {
  const cut = failure === null ? response : { ...response, body: { ...response.body, truncated: true } };
  return { request: null, response: cut, failure, sentAt: null, receivedAt: null };
}
