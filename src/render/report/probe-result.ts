import type { Diagnosis } from "../../diagnosis/report.js";

/** How a case of the probe can come out. Public: these words are in the JSON Schema. */
export const PROBE_OUTCOMES = ["as_documented", "differs", "inconclusive", "not_run"] as const;
export type ProbeOutcome = (typeof PROBE_OUTCOMES)[number];

/** What a case may do to the account that it is run with. Public. */
export const SAFETY_CLASSES = ["no_effect", "creates", "runs_agent"] as const;
export type SafetyClass = (typeof SAFETY_CLASSES)[number];

/** One member of one answer that is not as documented. Public. */
export interface Difference {
  /** A path such as `response.body.error.code`; in a case of several requests, the step's name stands before it. */
  readonly member: string;
  readonly documented: string;
  readonly seen: string;
  /** What it means for a client, one sentence. */
  readonly meaning: string;
}

/** A difference as the reports have it. */
export interface NotedDifference extends Difference {
  /** Why it is accepted, as the baseline says; null where it says nothing. */
  readonly note: string | null;
}

/** How a case counts for whoever reads only pass or fail. */
export type Grade = "passed" | "failed" | "error" | "skipped";

/** One case as the reports have it. */
export interface ProbedCase {
  readonly id: string;
  /** What it provokes, a short clause. */
  readonly provokes: string;
  readonly outcome: ProbeOutcome;
  readonly grade: Grade;
  readonly differences: readonly NotedDifference[];
  /** Why it is inconclusive or was not run, or what was noted beside; null where there is nothing to add. */
  readonly reason: string | null;
  /** What its last answer was, such as `404 not_found`; "" where none came. */
  readonly answer: string;
  readonly diagnoses: readonly Diagnosis[];
  readonly durationMs: number;
}

/** How a run differs from the baseline in one member. Public. */
export const DRIFT_KINDS = ["new", "vanished"] as const;

/** A difference that the baseline does not have, or one of the baseline's that is gone. Public. */
export interface Drift {
  readonly id: string;
  readonly kind: (typeof DRIFT_KINDS)[number];
  readonly member: string;
  readonly documented: string;
  readonly seen: string;
  /** The baseline's note on one that is gone; not in the JSON. */
  readonly note: string | null;
}

/** Something that was created and could not be deleted. Public. */
export interface Leftover {
  readonly what: string;
  /** The command line that deletes it; null where its id never came. */
  readonly command: string | null;
}

/** What came of a whole run. */
export interface ProbeResult {
  /** The address of the API. */
  readonly target: string;
  readonly cases: readonly ProbedCase[];
  /** Null where there is no baseline to compare with. */
  readonly drift: readonly Drift[] | null;
  /** True where what was found has become the baseline. */
  readonly isNewBaseline: boolean;
  readonly leftovers: readonly Leftover[];
  /** Why there was no key for cases that would have run with one, a clause; null where none was left out for that. */
  readonly keyProblem: string | null;
}

/** True for the outcomes of a case that said something about the contract, which can be compared with a baseline. */
export function isConclusive({ outcome }: Pick<ProbedCase, "outcome">): boolean {
  return outcome === "as_documented" || outcome === "differs";
}

/** The outcomes as people read them. */
export const OUTCOME_WORDS: Readonly<Record<ProbeOutcome, string>> = {
  as_documented: "as documented",
  differs: "differs",
  inconclusive: "inconclusive",
  not_run: "not run",
};

/** How many cases came out each way, as a sentence: `21 cases: 14 as documented, 7 not run.` */
export function countOutcomes(cases: readonly ProbedCase[]): string {
  const parts = PROBE_OUTCOMES.flatMap((outcome) => {
    const count = cases.filter((each) => each.outcome === outcome).length;
    const word = outcome === "differs" && count > 1 ? "differ" : OUTCOME_WORDS[outcome];
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return `${cases.length} case${cases.length === 1 ? "" : "s"}: ${parts.join(", ") || "none"}.`;
}
