import { EXITS, type ExitName, INTERRUPTED_CODES } from "../diagnosis/exit-code.js";
import type { CommandSpec } from "./command.js";

/** What each exit code says, whichever command ends with it. */
export const EXIT_MEANINGS: Readonly<Record<ExitName, string>> = {
  ok: "what was asked for succeeded; the key is valid; only warnings and notes",
  finding: "probe found a difference; doctor found an error that is not as documented; the judge found fault",
  usage: "wrong command line, unreadable or unrecognisable input, unknown code",
  key: "the key or token is missing, malformed, refused, or not allowed to do this",
  refused: "any other refusal: the request or the state of things must change",
  server: "the server, a gateway or the sandbox failed",
  no_answer: "no answer of the API: network, proxy, wrong host, blocked",
  internal: "a bug in this program",
  try_later: "come back later: rate limit, or unavailable with a wait",
};

/** How a command that sends requests can end by what was answered, beside success. */
export const ANSWER_EXITS = {
  usage: "wrong command line, or input that cannot be read; nothing was sent",
  key: EXIT_MEANINGS.key,
  refused: EXIT_MEANINGS.refused,
  server: EXIT_MEANINGS.server,
  no_answer: EXIT_MEANINGS.no_answer,
  try_later: EXIT_MEANINGS.try_later,
} as const;

/** A way to end as people read it. */
export interface ExitRow {
  readonly code: string;
  /** As in the JSON output. */
  readonly name: string;
  readonly when: string;
}

/** Every way to end, by its code. */
export function listExits(): ExitRow[] {
  return [
    ...Object.entries(EXITS).map(([name, code]) => ({
      code: String(code),
      name,
      when: EXIT_MEANINGS[name as ExitName],
    })),
    {
      code: String(INTERRUPTED_CODES.SIGINT),
      name: "interrupted",
      when: `Ctrl-C; ${INTERRUPTED_CODES.SIGTERM} after SIGTERM`,
    },
  ];
}

/** The ways in which one command can end, by their code; that of a command that it ran comes last. */
export function listExitsOf({ exits }: CommandSpec): ExitRow[] {
  const own = Object.entries(EXITS).flatMap(([name, code]) => {
    const when = exits[name as keyof typeof exits];
    return when === undefined ? [] : [{ code: String(code), name, when }];
  });
  return exits.child === undefined ? own : [...own, { code: "other", name: "child", when: exits.child }];
}
