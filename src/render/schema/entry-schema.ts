import { PROVENANCES } from "../../catalog/provenance.js";
import { RETRY_CLASSES } from "../../catalog/retry-class.js";
import type { CatalogEntry } from "../../diagnosis/catalog-entry.js";
import {
  closedObject,
  listOf,
  ref,
  refOrNull,
  type SchemaNode,
  text,
  whole,
  wholeOrNull,
  word,
  wordOrNull,
} from "./schema-node.js";

const KINDS: Readonly<Record<CatalogEntry["kind"], true>> = { code: true, status: true, cause: true };

/** The definitions of an entry of the catalogue and its parts, for `$defs`. */
export function entryDefinitions(): Readonly<Record<string, SchemaNode>> {
  const provenance = ref("provenance", "How it is known.");
  return {
    provenance: word(
      PROVENANCES,
      "How a statement is known. documented: the Errors page says so; newer_page: only its newer edition or another public page does; observed: seen in answers or in the published server; inferred: it follows from wording or from how HTTP works.",
    ),
    statement: closedObject("A sentence about the API.", { text: text("The sentence."), provenance }),
    entryStatus: closedObject("A status that a code or a cause comes with.", {
      status: whole(100, "The HTTP status."),
      provenance,
    }),
    entryCause: closedObject("A cause that a code or a status may stand for.", {
      id: ref("cause", "The cause's id."),
      title: text("The cause in a few words."),
    }),
    entryRetry: closedObject("Whether sending the same request again can help.", {
      class: wordOrNull(RETRY_CLASSES, "As in a diagnosis; null for statuses of success."),
      advice: text("One sentence of advice."),
    }),
    entryExample: closedObject("An answer.", {
      status: wholeOrNull(100, "Its HTTP status; null where only a body is known."),
      body: text("Its body."),
      provenance,
    }),
    entry: entrySchema(),
  };
}

function entrySchema(): SchemaNode {
  return closedObject("A code, a status or a cause of the catalogue; one form for all three.", {
    kind: word(Object.keys(KINDS), "Which of the three it is."),
    id: text("The code as the server spells it, the status in digits, or the cause's id."),
    title: text("What it is, in a few words or one sentence."),
    provenance: ref("provenance", "Which source lists it at all."),
    meaning: ref("statement", "What it means."),
    facts: listOf(ref("statement"), "What else is known of it."),
    open: listOf(text("One open question, a sentence."), "What the documentation leaves open."),
    statuses: listOf(ref("entryStatus"), "Statuses that it comes with, the likeliest first."),
    codes: listOf(text("A code as the server spells it."), "Codes that it comes with, the likeliest first."),
    causes: listOf(ref("entryCause"), "Causes that it may stand for, the likeliest first."),
    fixes: listOf(ref("fix"), "What to do, the first thing first."),
    retry: ref("entryRetry", "Whether a retry helps."),
    example: refOrNull("entryExample", "An answer that has it; null where none is known."),
    related: listOf(text("The name of an entry of the same kind."), "Names that are easily taken for this one."),
  });
}
