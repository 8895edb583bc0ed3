import type { CommandSpec } from "../command.js";

export const probeSpec: CommandSpec = {
  name: "probe",
  summary: "Does the API still keep to its documented errors? Provokes each, compares every field",
  description:
    "Sends deliberate requests that provoke each documented error and compares each answer with the documentation, field by field. Only cases without effect run unless --write allows those that create something, which is deleted in every ending; cases that run an agent need --agent as well. What cannot be provoked safely is not run, except on a mock. In the file of --baseline each difference may have a note, a sentence on why you accept it: updates keep it, --verbose and the reports show it.",
  arguments: [
    {
      name: "case",
      description: "the cases to run; all where none is named",
      required: false,
      variadic: true,
      completes: "case",
    },
  ],
  options: [
    { flags: "--plan", description: "print each request, why it is safe and what is expected; send nothing" },
    { flags: "--write", description: "run cases that create something and delete it, too" },
    { flags: "--rate <rate>", description: "send at most so many requests, such as 5/s or 30/m", defaultText: "5/s" },
    { flags: "--baseline <file>", description: "pass the differences that this file knows; fail where they change" },
    { flags: "--update-baseline", description: "write the differences of this run to the file of --baseline" },
    {
      flags: "--report <form=file>",
      description: "write a report: junit=, markdown= or json= and a file",
      repeatable: true,
    },
    { flags: "--strict", description: "end with 75 where a case is inconclusive" },
    { flags: "--no-github", description: "write no annotations and no job summary under GitHub Actions" },
  ],
  examples: [
    { line: "sandbox-errors probe --plan", does: "see what would be sent, and why it is safe" },
    { line: "sandbox-errors probe --mock --write", does: "see it work without a key" },
    {
      line: "sandbox-errors probe --baseline probe.json --update-baseline",
      does: "keep the differences of today in a file to commit",
    },
    {
      line: "sandbox-errors probe --baseline probe.json --report junit=probe.xml",
      does: "in CI: fail where the API changes",
    },
  ],
  exits: {
    ok: "everything that was checked is as documented, or as the baseline knows it",
    finding: "a case differs, or something changed against the baseline",
    usage: "wrong command line; no case said anything: 0 checks ran",
    key: "the key is missing or malformed, so that cases were left out",
    no_answer: "every case was inconclusive: no answer of the API",
    try_later: "every case was inconclusive: come back later; with --strict, one was",
  },
  environment: [
    {
      names: "GITHUB_ACTIONS, GITHUB_STEP_SUMMARY",
      does: "under GitHub Actions: write annotations and the job summary",
    },
  ],
  sends: true,
  // Deleting what was created takes a few requests.
  patienceMs: 60_000,
};
