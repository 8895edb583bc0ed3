import type { ResourceKind } from "../../catalog/endpoint.js";

/** What a message calls missing. */
export interface MissingThing {
  /** The kind of resource that it is, where the API has such a kind. */
  readonly kind: ResourceKind | undefined;
  /** As the message has it, with its name: `base branch "develop"`. */
  readonly words: string;
}

const NAME = "[\"'`][^\"'`]{1,200}[\"'`]";
/** A name without quotes shows itself by a digit, a dash, a slash or the like. */
const BARE_NAME = "(?=[^\\s\"'`]{0,200}[\\d/_.-])[^\\s\"'`:,;]{1,200}";
const NOUN = "[A-Za-z][\\w-]{0,30}(?: [A-Za-z][\\w-]{0,30}){0,3}?";
/** `Base branch "develop" does not exist`, `Version 12 not found`. */
const SUBJECT = new RegExp(
  `^(?:error: )?(?:the |this |that |your |an? )?(${NOUN})( ${NAME}| ${BARE_NAME})? (?:(?:was |is |could |can ?)?not (?:be )?found|does(?: not|n['’]t) exist|no longer exists|is unknown|has been deleted|was deleted)\\b`,
  "i",
);
/** `No agent with slug "x" exists`, `Unknown agent: x`, `Could not find thread x`. */
const OBJECT = new RegExp(
  `^(?:error: )?(?:no such|no|unknown|(?:cannot|can['’]?t|could not|couldn['’]t|unable to|failed to) find)(?: the| any| an?)? (${NOUN})(?: (?:with|of|named|called|for|by|whose)(?: the)?(?: [a-z]{1,12})?)?(:? ${NAME}|:? ${BARE_NAME}|: [^\\s"'\`]{1,200})?(?: (?:exists|was found|found|in|on|for|here)\\b.{0,80}|[.!]|)$`,
  "i",
);

/** Nouns that name no kind of thing. */
const GENERAL =
  /^(?:resource|object|item|entity|entry|record|page|route|endpoint|url|uri|document|data|match|matches|result|results|it|id|nothing|anything|one|thing|content)$/i;
const KINDS: readonly ResourceKind[] = ["agent", "sandbox", "thread", "vault", "credential"];

/** Reads what a message calls missing; undefined where it says nothing of the kind, or names no thing. */
export function readMissingThing(message: string): MissingThing | undefined {
  const sentence = message.slice(0, 600).trim();
  const [, noun = "", name = ""] = SUBJECT.exec(sentence) ?? OBJECT.exec(sentence) ?? [];
  if (noun === "") return undefined;
  const words = noun.toLowerCase().split(" ");
  const last = words.at(-1) ?? "";
  const head = /^(?:id|ids|slug|name)$/.test(last) ? (words.at(-2) ?? last) : last;
  const kind = KINDS.find((one) => head === one || head === `${one}s`);
  if (kind === undefined && GENERAL.test(head)) return undefined;
  return { kind, words: `${noun.charAt(0).toLowerCase()}${noun.slice(1)}${name.replace(/^:/, "")}` };
}
