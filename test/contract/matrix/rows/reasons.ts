/** Why some cells cannot happen. */
export const REASONS = {
  sendsNothing: "it sends nothing, so no diagnosis can choose its exit",
  runsNothing: "only mock runs a command of the user's",
  findsNothing: "only probe, doctor and the judge find something",
  writesNothing: "it writes no file",
  explainsAnyway: "it explains a text; there is nothing to find fault with",
  fitsAPipe: "what it prints fits into a pipe: it is over before anybody can press a key",
} as const;

/** The classes of a command that sends nothing and runs nothing. */
export const OFFLINE = {
  finding: REASONS.findsNothing,
  key: REASONS.sendsNothing,
  refused: REASONS.sendsNothing,
  server: REASONS.sendsNothing,
  no_answer: REASONS.sendsNothing,
  try_later: REASONS.sendsNothing,
  child: REASONS.runsNothing,
} as const;
