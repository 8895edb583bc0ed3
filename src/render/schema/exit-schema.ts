import { EXITS, type ExitName, INTERRUPTED_CODES } from "../../diagnosis/exit-code.js";
import { closedObject, ref, type SchemaNode } from "./schema-node.js";

/** Every name that `exit.name` can have. */
export type PublicExit = ExitName | "interrupted" | "child";

const MEANINGS: Readonly<Record<PublicExit, string>> = {
  ok: "What was asked for succeeded, or there are only warnings and notes.",
  finding: "A check found fault.",
  usage: "The command line or its input is wrong.",
  key: "The key or token is missing, unusable or refused.",
  refused: "The request or the state of things must change.",
  server: "The server failed.",
  no_answer: "No answer of the API came, so nothing was learned.",
  internal: "A bug in this program.",
  try_later: "It may pass: wait, or wait longer than --max-wait allowed.",
  interrupted: "Ctrl-C (130) or SIGTERM (143) ended it.",
  child: "The exit code of the command that was run; 128 plus the signal's number where a signal ended it.",
};

/** The definitions of every way to end, `exit_<name>` each, for `$defs`. */
export function exitDefinitions(): Readonly<Record<string, SchemaNode>> {
  const usual = (Object.keys(EXITS) as ExitName[]).map((name) => [name, { const: EXITS[name] }] as const);
  const all: readonly (readonly [PublicExit, SchemaNode])[] = [
    ...usual,
    ["interrupted", { enum: Object.values(INTERRUPTED_CODES) }],
    ["child", { minimum: 1 }],
  ];
  return Object.fromEntries(all.map(([name, code]) => [`exit_${name}`, exitSchema(name, code)]));
}

function exitSchema(name: PublicExit, code: SchemaNode): SchemaNode {
  return closedObject(MEANINGS[name], {
    code: { type: "integer", ...code, description: "The exit code of the process." },
    name: { type: "string", const: name, description: "Its public name." },
  });
}

/** One of these ways to end. */
export function exitOf(...names: readonly PublicExit[]): SchemaNode {
  return { description: "How the run ended.", oneOf: names.map((name) => ref(`exit_${name}`)) };
}
