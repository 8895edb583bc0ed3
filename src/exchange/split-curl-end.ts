import { decodeFailure } from "./decode-failure.js";
import type { Exchange, Failure, Response } from "./exchange.js";

/** curl's last words on standard error, which a terminal shows behind what it wrote to standard output. */
const LAST_WORDS = /\n?(?:curl: \((\d{1,3})\) [^\n]{0,2000})\s*$/;

/** What curl printed, and why it gave up before the end; null where it did not. */
export interface CurlEnd {
  readonly text: string;
  readonly failure: Failure | null;
}

/** Splits curl's last words from the answer before them. 22 is an answer with an error's status, 23 an output that nobody took. */
export function splitCurlEnd(text: string): CurlEnd {
  const words = LAST_WORDS.exec(text);
  if (words === null) return { text, failure: null };
  const said = words[0].trim();
  const rest = text.slice(0, words.index);
  if (words[1] === "22" || words[1] === "23") return { text: rest, failure: null };
  const failure = decodeFailure(said) ?? { kind: "other", code: `curl ${words[1] ?? ""}`, phase: null, message: said };
  return { text: rest, failure: { ...failure, phase: "body" } };
}

/** An exchange without its request: the answer, cut off where a failure ended it. */
export function answeredUntil(response: Response, failure: Failure | null): Exchange {
  const cut = failure === null ? response : { ...response, body: { ...response.body, truncated: true } };
  return { request: null, response: cut, failure, sentAt: null, receivedAt: null };
}
