import type { Facts } from "../../exchange/facts.js";
import type { Evidence } from "../cause.js";

/** Words in which a server told what went wrong, with the place where they stood. */
export interface SpokenText {
  /** `answer`: an error answer; `stored`: the `error` of a failed thread or sandbox; `stream`: an `error` event. */
  readonly source: "answer" | "stored" | "stream";
  readonly where: string;
  readonly text: string;
}

/** A text in which a pattern was found. */
export interface SpokenMatch extends SpokenText {
  readonly match: RegExpExecArray;
  readonly evidence: Evidence;
}

/** All texts in which the API told of an error, whatever the status. Pages of gateways and sites are not among them. */
export function readSpokenTexts(facts: Facts): readonly SpokenText[] {
  if (facts.storedError !== null) return [{ source: "stored", where: "response.body.error", text: facts.storedError }];
  if (facts.stream !== null && (facts.status ?? 200) < 400) {
    return facts.stream.errors.map((text) => ({ source: "stream", where: "stream.error", text }));
  }
  const thrown = readThrownText(facts);
  if (thrown !== null) return [{ source: "answer", where: "network.message", text: thrown }];
  return hasErrorText(facts) ? [{ source: "answer", where: placeOfMessage(facts), text: facts.message }] : [];
}

/** The first text of the API in which a pattern is found, or undefined. */
export function findSpoken(facts: Facts, pattern: RegExp): SpokenMatch | undefined {
  for (const spoken of readSpokenTexts(facts)) {
    const match = pattern.exec(spoken.text);
    if (match !== null) return { ...spoken, match, evidence: { where: spoken.where, saw: shorten(spoken.text) } };
  }
  return undefined;
}

/** Cuts a text to what is worth showing: its first `limit` characters. */
export function shorten(text: string, limit = 300): string {
  const trimmed = text.trim();
  return trimmed.length <= limit ? trimmed : `${trimmed.slice(0, limit)}…`;
}

/** Where only a message is known, words about a command or a sandbox are the API's, though they read like a failed connection. */
function readThrownText(facts: Facts): string | null {
  const { request, response, failure } = facts.exchange;
  if (request !== null || response !== null || failure === null) return null;
  return /\b(?:command|sandbox)\b|^(?:\w{0,40}Error: )?(?:\d{1,3}: )?\[unknown\]/i.test(failure.message)
    ? failure.message
    : null;
}

function hasErrorText(facts: Facts): boolean {
  if (facts.message === "" || facts.answeredBy === "gateway" || facts.answeredBy === "site") return false;
  const { shape } = facts.envelope;
  return facts.status === null || facts.status >= 400 || shape === "documented" || shape === "nested";
}

function placeOfMessage(facts: Facts): string {
  switch (facts.envelope.shape) {
    case "documented":
    case "nested":
      return "response.body.error.message";
    case "flat":
      return "response.body.message";
    case "bare":
      return "response.body.error";
    case "problem_json":
      return "response.body.detail";
    default:
      return "response.body";
  }
}
