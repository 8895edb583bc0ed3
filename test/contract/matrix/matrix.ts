import type { EXITS } from "../../../src/diagnosis/exit-code.js";
import type { AnswerName } from "./answers.js";
import type { Break } from "./break-program.js";
import type { KeyPlace } from "./canaries.js";

/** The exits that are a command's own to choose; `internal` is nobody's choice. */
export type ClassName = Exclude<keyof typeof EXITS, "internal"> | "child";

/** What a run may end with, as the document names it. */
export type EndName = keyof typeof EXITS | "interrupted" | "child";

/** A command line, and what is around it. */
export interface Line {
  readonly args: readonly string[];
  /** What follows `--`. */
  readonly rest?: readonly string[];
  /** How the server at the base URL answers; where it is left out, nothing listens there. */
  readonly answer?: AnswerName;
  /** Where the key comes from: the environment unless another place is named. */
  readonly key?: KeyPlace;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** It serves until Ctrl-C, which is pressed once it listens. */
  readonly serves?: true;
  /** Found on stderr where a person reads it. */
  readonly says?: RegExp;
}

/** A command under way, to be interrupted there. */
export interface Phase extends Line {
  /** A server was asked and says nothing; the embedded API listens; its command runs; stdin is half read; stdout is half read. */
  readonly until: "asked" | "listening" | "running" | "reading" | "printing";
  /** How it then ends, where that is not `interrupted`. */
  readonly exit?: "ok" | "child";
  /** Why there is no such phase with text for people. */
  readonly onlyJson?: string;
}

/** A line that writes a file where all is well. */
export interface FileLine {
  readonly option: string;
  readonly line: (path: string) => Line;
  /** False where the device that is always full cannot stand for the file: it is read before. */
  readonly mayBeDevice: boolean;
  /** What stands in the file before, and after a write that failed. */
  readonly before: string;
  /** What the document holds beside the error where only the disk is full: the work that was done. */
  readonly keeps: string | null;
}

/** A line in which this program, or something that it needs, breaks. */
export interface BrokenLine extends Line {
  readonly breaks: Break;
}

/** A cell that cannot happen is a sentence that says why. */
export type Impossible = string;

/** One command: a line for each way in which it can end. The surroundings are walked with these same lines. */
export interface Row {
  readonly name: string;
  /** As the document names it. */
  readonly command: string | null;
  readonly classes: Readonly<Record<ClassName, Line | Impossible>>;
  readonly broken: BrokenLine | Impossible;
  readonly phase: Phase | Impossible;
  /** What is run on a terminal; `ok` where it is left out. */
  readonly onTerminal?: Line;
  readonly files: readonly FileLine[] | Impossible;
}

/** The ways in which a command line ends by itself, in the order of the table. */
export const CLASSES = [
  "ok",
  "finding",
  "usage",
  "key",
  "refused",
  "server",
  "no_answer",
  "try_later",
  "child",
] as const satisfies readonly ClassName[];
