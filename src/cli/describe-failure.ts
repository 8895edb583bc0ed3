import type { Outcome } from "../commands/command.js";
import { exit } from "../commands/exit.js";
import { UsageError } from "../commands/usage-error.js";
import { isDiskFull } from "../host/is-disk-full.js";
import { WriteFailed } from "../host/output-stream.js";
import type { DocumentError } from "../render/json/render-document.js";

/** Why a run stopped, for its user: what to say, how to exit, and with `--debug` the stack. */
export interface Failure {
  readonly error: DocumentError;
  readonly outcome: Outcome;
  readonly trace: string | null;
}

/** Describes whatever was thrown: an error of usage (exit 2), output that nobody could take, or a bug of ours (both 70). */
export function describeFailure(thrown: unknown, debug: boolean): Failure {
  if (thrown instanceof UsageError) {
    const { message, subject, hint, found } = thrown;
    return { error: { message, subject, hint }, outcome: { exit: exit("usage"), members: found }, trace: null };
  }
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  return {
    error: error instanceof WriteFailed ? describeWriteFailure(error) : describeBug(error),
    outcome: { exit: exit("internal"), members: {} },
    trace: debug ? (error.stack ?? null) : null,
  };
}

/** Which standard stream is which, in words. */
const STREAMS = { stdout: "Standard output", stderr: "Standard error" };

function describeWriteFailure({ stream, code, message }: WriteFailed): DocumentError {
  return {
    message: `${STREAMS[stream]} cannot be written: ${message}`,
    subject: null,
    hint: `${isDiskFull(code) ? "Free some space, or write" : "Write"} to another place; what was written is incomplete.`,
  };
}

function describeBug(error: Error): DocumentError {
  if (isMissingPackage(error)) {
    return {
      // Node adds the files that asked for it, a line for each.
      message: `A part of this program is missing: ${error.message.split("\n", 1)[0]}`,
      subject: null,
      hint: "Install sandbox-errors again, with the packages that it depends on.",
    };
  }
  return {
    message: `This program failed: ${error.message}`,
    subject: null,
    hint: "This is a bug in sandbox-errors. Report it with the command line and what --debug prints.",
  };
}

function isMissingPackage(error: Error): boolean {
  return "code" in error && (error.code === "MODULE_NOT_FOUND" || error.code === "ERR_MODULE_NOT_FOUND");
}
