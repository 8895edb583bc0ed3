import { KEY_SOURCES } from "../catalog/key-source.js";
import { VERDICTS } from "../diagnosis/verdict.js";
import { attemptDefinitions } from "./schema/attempt-schema.js";
import { diagnosisDefinitions } from "./schema/diagnosis-schema.js";
import { DOCTOR_MEMBERS, doctorDefinitions } from "./schema/doctor-schema.js";
import { entryDefinitions } from "./schema/entry-schema.js";
import { exitDefinitions, exitOf } from "./schema/exit-schema.js";
import { judgementDefinitions } from "./schema/judgement-schema.js";
import { probeDefinitions } from "./schema/probe-schema.js";
import {
  closedObject,
  listOf,
  ref,
  refOrNull,
  type SchemaNode,
  text,
  textOrNull,
  whole,
  word,
  wordOrNull,
} from "./schema/schema-node.js";

/** The commands that `command` can name. */
const COMMAND_NAMES = ["explain", "codes", "check-key", "request", "probe", "doctor", "mock", "completion"] as const;
type CommandName = (typeof COMMAND_NAMES)[number];

/** The exits that a report can choose. */
const REPORT_EXITS = ["ok", "key", "refused", "server", "no_answer", "try_later"] as const;

/**
 * The JSON Schema (draft 2020-12) of what `--json` prints: the public contract. Closed: a member that it does not name is
 * in no document. The names in it come from the tables that the program itself goes by.
 */
export function buildOutputSchema(): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:sandbox-errors:output:1",
    title: "The output of sandbox-errors --json",
    description: "Exactly one such document stands on standard output, however the run ended.",
    type: "object",
    oneOf: [
      failedDocument(),
      interruptedDocument(),
      textDocument(),
      explainDocument(),
      codesDocument(),
      checkKeyDocument(),
      requestDocument(),
      unsavedRequestDocument(),
      plannedDocument(),
      probeDocument(),
      failedProbeDocument(),
      plannedProbeDocument(),
      doctorDocument(),
      misconfiguredDoctorDocument(),
      mockDocument(),
      unsavedMockDocument(),
      completionDocument(),
    ],
    $defs: {
      ...exitDefinitions(),
      ...diagnosisDefinitions(),
      ...attemptDefinitions(),
      report: closedObject("What was found, and what was sent to find it.", {
        diagnoses: listOf(ref("diagnosis"), "The most likely first; empty where there is nothing to say."),
        attempts: listOf(ref("attempt"), "Every request that was sent, in order; empty where none was."),
      }),
      ...entryDefinitions(),
      ...judgementDefinitions(),
      ...probeDefinitions(),
      ...doctorDefinitions(),
      callError: closedObject("What was wrong with the call itself, not with the API.", {
        message: text("What is wrong."),
        subject: textOrNull("The input that is wrong, as it was given; null where none is."),
        hint: textOrNull("The way out, in a sentence or two; null where there is none to name."),
      }),
    },
  };
}

const SCHEMA_VERSION: SchemaNode = {
  type: "integer",
  const: 1,
  description: "The version of this contract. It changes only where a member goes or changes its meaning.",
};
const NO_ERROR: SchemaNode = {
  type: "null",
  description: "Null: neither the command line nor this program was wrong.",
};
const ANY_COMMAND = wordOrNull(COMMAND_NAMES, "The command; null where the command line names none.");

/** A document of one command that ran to its end. */
function commandDocument(
  command: CommandName,
  description: string,
  exit: SchemaNode,
  members: Readonly<Record<string, SchemaNode>>,
): SchemaNode {
  return closedObject(description, {
    schemaVersion: SCHEMA_VERSION,
    command: { type: "string", const: command, description: "The command." },
    exit,
    error: NO_ERROR,
    ...members,
  });
}

/** A document of one command that did its work and still ends with `usage`. */
function faultyDocument(
  command: CommandName,
  description: string,
  error: string,
  members: Readonly<Record<string, SchemaNode>>,
): SchemaNode {
  return closedObject(description, {
    schemaVersion: SCHEMA_VERSION,
    command: { type: "string", const: command, description: "The command." },
    exit: exitOf("usage"),
    error: ref("callError", error),
    ...members,
  });
}

function failedDocument(): SchemaNode {
  return closedObject("The command line, its input or this program was wrong.", {
    schemaVersion: SCHEMA_VERSION,
    command: ANY_COMMAND,
    exit: exitOf("usage", "internal"),
    error: ref("callError", "What was wrong with the call itself, not with the API."),
  });
}

function interruptedDocument(): SchemaNode {
  return closedObject("Ctrl-C or SIGTERM ended the run before there was anything to report.", {
    schemaVersion: SCHEMA_VERSION,
    command: ANY_COMMAND,
    exit: exitOf("interrupted"),
    error: NO_ERROR,
  });
}

function textDocument(): SchemaNode {
  return closedObject("Help or version, which were asked for.", {
    schemaVersion: SCHEMA_VERSION,
    command: ANY_COMMAND,
    exit: exitOf("ok"),
    error: NO_ERROR,
    text: text("The help, or the version of this program, with line breaks."),
  });
}

function explainDocument(): SchemaNode {
  return commandDocument(
    "explain",
    "What was to be explained. The exit is ok unless --exit-code asks for the diagnosis's own.",
    exitOf(...REPORT_EXITS),
    {
      reports: listOf(ref("report"), "One for each exchange that was given, in order."),
      entries: listOf(ref("entry"), "One for each code, status or cause id that was given, in order."),
    },
  );
}

function codesDocument(): SchemaNode {
  return commandDocument("codes", "The whole catalogue, whatever else was asked for.", exitOf("ok"), {
    codes: listOf(ref("entry"), "Every error code."),
    statuses: listOf(ref("entry"), "Every HTTP status."),
    causes: listOf(ref("entry"), "Every cause that a diagnosis may conclude."),
  });
}

function checkKeyDocument(): SchemaNode {
  return commandDocument("check-key", "Whether the key is good.", exitOf(...REPORT_EXITS, "interrupted"), {
    verdict: word(
      VERDICTS,
      "valid: the API accepted the key; rejected: it refused it; malformed: the text is no key and was not sent; missing: there is none; indeterminate: no answer was about the key.",
    ),
    key: closedObject("The key, without its text.", {
      source: wordOrNull(KEY_SOURCES, "Where it came from; null where no source has one."),
      hides: listOf(word(KEY_SOURCES, "A source."), "Lower sources that hold a key too and are not used."),
      fingerprint: {
        type: ["string", "null"],
        pattern: "^[0-9a-f]{8}$",
        description: "The first 8 hex digits of the SHA-256 of its text; null unless it is well formed.",
      },
    }),
    report: ref("report", "What was found, and the requests that were sent."),
  });
}

const REQUEST_MEMBERS = { report: ref("report", "What was found in the last answer, and every attempt.") };

function requestDocument(): SchemaNode {
  return commandDocument(
    "request",
    "A request that was sent, or whose key was refused before that.",
    exitOf(...REPORT_EXITS, "interrupted"),
    REQUEST_MEMBERS,
  );
}

function unsavedRequestDocument(): SchemaNode {
  return faultyDocument(
    "request",
    "A request that was sent, and a file of it that could not be written.",
    "Which file, and why.",
    REQUEST_MEMBERS,
  );
}

function plannedDocument(): SchemaNode {
  return commandDocument("request", "A request that --curl or --dry-run kept from being sent.", exitOf("ok"), {
    report: ref("report", "Empty: nothing was sent."),
    planned: closedObject("What would be sent.", {
      method: text("The HTTP method, in upper case."),
      url: text("The absolute URL."),
      headers: listOf(ref("header"), "The headers in their order, without the key's."),
      bodyBytes: whole(0, "The length of the body, in bytes."),
      curl: text("The equivalent curl line, without the key."),
    }),
  });
}

const PROBE_MEMBERS = {
  cases: listOf(ref("probedCase"), "One for each case that was chosen, in the order of the run."),
  drift: {
    anyOf: [listOf(ref("drift"), "Every change."), { type: "null" }],
    description: "What has changed against the baseline; null where there is none to compare with.",
  },
  leftovers: listOf(ref("leftover"), "What was created and could not be deleted."),
};

function probeDocument(): SchemaNode {
  return commandDocument(
    "probe",
    "How the API keeps to its documented errors.",
    exitOf("ok", "finding", "key", "no_answer", "internal", "try_later", "interrupted"),
    PROBE_MEMBERS,
  );
}

function failedProbeDocument(): SchemaNode {
  return faultyDocument(
    "probe",
    "A probe none of whose cases said anything (0 checks ran), or a file of which could not be written.",
    "What to do about it.",
    PROBE_MEMBERS,
  );
}

function plannedProbeDocument(): SchemaNode {
  return commandDocument("probe", "What --plan shows: nothing was sent.", exitOf("ok"), {
    plan: listOf(ref("plannedCase"), "One for each case that was chosen, in the order of the run."),
  });
}

function doctorDocument(): SchemaNode {
  return commandDocument(
    "doctor",
    "Every layer between here and an answer.",
    exitOf(...REPORT_EXITS, "finding", "interrupted"),
    DOCTOR_MEMBERS,
  );
}

function misconfiguredDoctorDocument(): SchemaNode {
  return faultyDocument(
    "doctor",
    "Every layer, the first of which fails: the configuration.",
    "The first thing that is wrong with it.",
    DOCTOR_MEMBERS,
  );
}

const MOCK_MEMBERS = {
  url: text("The address that it listened on."),
  requests: whole(0, "How many requests it answered."),
  judge: refOrNull("judgement", "What the judge found; null without --judge."),
};

function mockDocument(): SchemaNode {
  return commandDocument(
    "mock",
    "The embedded API, after it has stopped.",
    exitOf("ok", "finding", "child"),
    MOCK_MEMBERS,
  );
}

function unsavedMockDocument(): SchemaNode {
  return faultyDocument(
    "mock",
    "The embedded API, after it has stopped, and a file of it that could not be written.",
    "Which file, and why.",
    MOCK_MEMBERS,
  );
}

function completionDocument(): SchemaNode {
  return commandDocument("completion", "The completion script for a shell.", exitOf("ok"), {
    script: text("The whole script, with line breaks."),
  });
}
