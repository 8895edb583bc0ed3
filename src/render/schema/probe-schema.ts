import { DRIFT_KINDS, PROBE_OUTCOMES, SAFETY_CLASSES } from "../report/probe-result.js";
import { closedObject, flag, listOf, ref, type SchemaNode, text, textOrNull, word } from "./schema-node.js";

/** The definitions of a probe's cases and their parts, for `$defs`. */
export function probeDefinitions(): Readonly<Record<string, SchemaNode>> {
  const compared = {
    member: text("The member as a path; in a case of several requests, the step's name stands before it."),
    documented: text("What the documentation has there."),
    seen: text("What the answer has there, by its kind where the text itself does not matter."),
  };
  return {
    difference: closedObject("One member of one answer that is not as documented.", {
      ...compared,
      meaning: text("What it means for a client."),
    }),
    probedCase: closedObject("One case of the probe.", {
      id: text("The case's id. Ids are never renamed."),
      outcome: word(
        PROBE_OUTCOMES,
        "as_documented; differs: at least one member is not; inconclusive: no answer was about the case, as after a rate limit; not_run: nothing was sent.",
      ),
      differences: listOf(
        ref("difference"),
        "Every difference; of an inconclusive case, those of the answers that came, a 429 included.",
      ),
      reason: textOrNull("Why it is inconclusive or was not run, or what the page leaves open; null where neither."),
      report: ref("report", "What was found in the answer that decided, and every request, clean-up included."),
    }),
    drift: closedObject("A difference that the baseline does not have, or one of the baseline's that is gone.", {
      id: text("The case's id."),
      kind: word(DRIFT_KINDS, "Which of the two."),
      ...compared,
    }),
    leftover: closedObject("Something that was created and could not be deleted.", {
      what: text("What it is, with its id."),
      command: textOrNull("The command line that deletes it; null where its id never came."),
    }),
    plannedCase: plannedCaseSchema(),
  };
}

function plannedCaseSchema(): SchemaNode {
  return closedObject("One case as it would be run.", {
    id: text("The case's id."),
    provokes: text("What it provokes, a clause."),
    safety: word(
      SAFETY_CLASSES,
      "no_effect; creates: creates something and deletes it; runs_agent: runs an agent and may cost.",
    ),
    whySafe: text("Why it is safe to send."),
    runs: flag("True where the options of this command line let it run."),
    reason: textOrNull("Why it would not be run; null where it would."),
    requests: listOf(
      closedObject("One request.", {
        step: text("The step's name."),
        method: text("The HTTP method, in upper case."),
        url: text("The absolute URL; what is known only during the run stands as <name>."),
        headers: listOf(ref("header"), "The headers in their order, without the key's."),
        credential: word(["key", "wrong_key", "none"], "Whose key it carries: yours, a made-up one, or none."),
        body: textOrNull("The body; null where there is none."),
        expected: text("What the documentation says of the answer."),
      }),
      "The requests in their order.",
    ),
  });
}
