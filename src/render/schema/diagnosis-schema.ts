import { NEWER_CODES, PAGE_CODES } from "../../catalog/documented-codes.js";
import { RETRY_CLASSES } from "../../catalog/retry-class.js";
import { ALL_CAUSES } from "../../causes/all-causes.js";
import type { Confidence, Severity } from "../../causes/cause.js";
import { DEVIATIONS, SHAPES } from "../../exchange/envelope.js";
import { WAIT_SOURCES } from "../../exchange/wait.js";
import {
  closedObject,
  listOf,
  ref,
  type SchemaNode,
  text,
  textLike,
  textOrNull,
  wholeOrNull,
  word,
  wordOrNull,
} from "./schema-node.js";

const SEVERITIES: Readonly<Record<Severity, true>> = { error: true, warning: true, note: true };
const CONFIDENCES: Readonly<Record<Confidence, true>> = { certain: true, likely: true, possible: true };

/** A time in UTC (ISO 8601); years beyond 9999 have a sign and six digits. */
export const TIME_PATTERN = "^(?:\\d{4}|[+-]\\d{6})-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{3})?Z$";

/** The definitions of a diagnosis and its parts, for `$defs`. */
export function diagnosisDefinitions(): Readonly<Record<string, SchemaNode>> {
  const causes = ALL_CAUSES.map(({ id }) => id);
  const layers = [...new Set(causes.map((id) => id.split(".")[0] ?? id))];
  return {
    cause: word(causes, "The id of a cause, <layer>.<name>; `unknown` fits none of them. Ids are never renamed."),
    layer: word(layers, "The part of the way that a cause belongs to: the cause's id up to its dot."),
    documentedCode: word([...PAGE_CODES, ...NEWER_CODES], "An error code that the Errors page documents."),
    deviation: word(DEVIATIONS, "One way in which an answer differs from the documented error envelope."),
    evidence: closedObject("A place and what stood there.", {
      where: textLike(
        "^(?:request|response|network|stream|key|config)(?:\\..+)?$",
        "The place as a path: where to look, then members with dots, such as response.body.error.code.",
      ),
      saw: text("What stood there: redacted, made harmless, at most 200 characters."),
    }),
    fix: closedObject("One instruction.", {
      text: text("What to do, one or two sentences."),
      command: textOrNull("A command line that does it; null where there is none."),
    }),
    retry: retrySchema(),
    diagnosis: diagnosisSchema(),
  };
}

function retrySchema(): SchemaNode {
  return closedObject("Whether sending the same request again can help.", {
    class: word(
      RETRY_CLASSES,
      "never: it fails again; after_delay: after the wait that the answer gives; with_backoff: it may pass by itself; after_fix: once a fix has been followed.",
    ),
    waitSeconds: wholeOrNull(0, "The wait that the answer asks for, in seconds, rounded up; null where it gives none."),
    source: wordOrNull(WAIT_SOURCES, "Where the wait was found; null where there is none."),
    at: {
      type: ["string", "null"],
      pattern: TIME_PATTERN,
      description:
        "When the wait ends: local time of receipt plus the wait, ISO 8601 in UTC; null where no time is known.",
    },
  });
}

function diagnosisSchema(): SchemaNode {
  return closedObject("One cause as it was found in one exchange.", {
    cause: ref("cause", "What went wrong."),
    layer: ref("layer", "The layer of the cause."),
    severity: word(Object.keys(SEVERITIES), "Only the first `error` sets the exit code."),
    confidence: word(Object.keys(CONFIDENCES), "How sure it is; certain only where the evidence admits one cause."),
    code: wordOrNull(
      [...PAGE_CODES, ...NEWER_CODES],
      "The documented code: the reported one where that is documented, else the one that the cause counts as; null where it counts as none.",
    ),
    reportedCode: textOrNull("What the server called it, known or not; null where it named no code."),
    status: httpStatusOrNull("The HTTP status of the answer; null where none is known."),
    title: text("The cause in a few words."),
    message: textOrNull("The server's own words, or the network's: redacted and made harmless; null where none came."),
    explanation: text("What happened and why, in two or three sentences."),
    evidence: listOf(ref("evidence"), "What the diagnosis rests on, the most telling first."),
    fixes: listOf(ref("fix"), "What to do, the first thing first."),
    retry: ref("retry", "Whether and when to send the same request again."),
    contract: closedObject("How the answer compares with the documented error envelope.", {
      shape: word(SHAPES, "The shape in which the error came; `documented` is the one of the Errors page."),
      deviations: listOf(ref("deviation"), "Every way in which it differs; empty where it does not."),
    }),
    docs: textOrNull("The address of the page that documents it; null where none does."),
  });
}

/** A status as HTTP writes it: three digits. Null too. */
function httpStatusOrNull(description: string): SchemaNode {
  return { type: ["integer", "null"], minimum: 100, maximum: 999, description };
}
