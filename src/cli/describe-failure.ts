import type { Outcome } from "../commands/command.js";
import { exit } from "../commands/exit.js";
import { UsageError } from "../commands/usage-error.js";
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
    const { message, subject, hint } = thrown;
    return { error: { message, subject, hint }, outcome: { exit: exit("usage"), members: {} }, trace: null };
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
  const full = code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG";
  return {
    message: `${STREAMS[stream]} cannot be written: ${message}`,
    subject: null,
    hint: `${full ? "Free some space, or write" : "Write"} to another place; what was written is incomplete.`,
  };
}

function describeBug(error: Error): DocumentError {
  return {
    message: `This program failed: ${error.message}`,
    subject: null,
    hint: "This is a bug in sandbox-errors. Report it with the command line and what --debug prints.",
  };
}
