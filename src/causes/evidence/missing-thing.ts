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
const WITH = "(?: (?:with|of|named|called|for|by|whose)(?: the)?(?: [a-z]{1,12})?)?";
const CALLED = `(?::? ${NAME}|:? ${BARE_NAME}|: [^\\s"'\`]{1,200})`;
const FOUND = "(?: (?:exists|was found|found|in|on|for|here)\\b.{0,80}|[.!]|)$";
/** `No such sandbox`, `Unknown agent: x`, `Could not find thread x`. */
const OBJECT = new RegExp(
  `^(?:error: )?(no such|unknown|(?:cannot|can['’]?t|could not|couldn['’]t|unable to|failed to) find)(?: the| any| an?)? (${NOUN})${WITH}(${CALLED})?${FOUND}`,
  "i",
);
/** `No agent with slug "x" exists`: "no" alone says nothing of the kind. */
const NONE = new RegExp(`^(?:error: )?(no) (${NOUN})${WITH}(${CALLED})?(?: exists| was found| found)\\b`, "i");

/** Nouns that name no thing of a request: general ones, and parts of programs and sentences. */
const GENERAL =
  /^(?:resource|object|item|entity|entry|record|page|route|endpoint|url|uri|document|data|match|matches|results?|it|id|nothing|anything|one|thing|content|errors?|failure|reason|problem|issue|way|changes?|text|response|answer|message|module|package|command|function|property|variable|name|method|option|field|parameter|type|code|status)$/i;
const KINDS: readonly ResourceKind[] = ["agent", "sandbox", "thread", "vault", "credential"];

/** Reads what a message calls missing; undefined where it says nothing of the kind, or names no thing. */
export function readMissingThing(message: string): MissingThing | undefined {
  const sentence = message.slice(0, 600).trim();
  const subject = SUBJECT.exec(sentence);
  const [, verb = "", object = "", called = ""] =
    subject === null ? (OBJECT.exec(sentence) ?? NONE.exec(sentence) ?? []) : [];
  const [noun = "", name = ""] = subject === null ? [object, called] : subject.slice(1);
  if (noun === "") return undefined;
  const words =
    noun
      .toLowerCase()
      .split(/ (?:with|of|named|called|for|by)(?= |$)/)[0]
      ?.split(" ") ?? [];
  const last = words.at(-1) ?? "";
  const head = /^(?:id|ids|slug|name)$/.test(last) ? (words.at(-2) ?? last) : last;
  const kind = KINDS.find((one) => head === one || head === `${one}s`);
  // "Unknown model: x" finds fault with a value; only of the API's own kinds does it say that there is none.
  if (kind === undefined && (GENERAL.test(head) || /^unknown$/i.test(verb))) return undefined;
  return { kind, words: `${noun.charAt(0).toLowerCase()}${noun.slice(1)}${name.replace(/^:/, "")}` };
}
