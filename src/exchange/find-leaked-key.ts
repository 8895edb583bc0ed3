/** A key as the server makes them, whole. */
const WHOLE_KEY = /(?:21st_sk_|an_sk_)[0-9a-f]{64}(?![0-9a-f])/;
/** Text that is shorter is no key, and may stand in any answer. */
const SHORTEST_KEY = 20;

/** A key that stands in an answer. */
export interface LeakedKey {
  /** `sent` where it is the request's own credential, `other` where it only has the form of a whole key. */
  readonly whose: "sent" | "other";
  /** Where it starts in the answer's text, 0-based. */
  readonly index: number;
}

/** Finds the credential that was sent, or else any whole key, in the text of an answer; undefined where there is none. */
export function findLeakedKey(answer: string, sentCredential: string): LeakedKey | undefined {
  const sent = sentCredential.trim();
  const own = sent.length < SHORTEST_KEY ? -1 : answer.indexOf(sent);
  if (own >= 0) return { whose: "sent", index: own };
  const other = WHOLE_KEY.exec(answer);
  return other === null ? undefined : { whose: "other", index: other.index };
}
