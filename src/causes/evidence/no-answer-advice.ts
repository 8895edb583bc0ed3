import { type Fix, fix } from "../../catalog/fix.js";
import { readClientReading } from "../../exchange/client-reading.js";
import { withholdsReason } from "../../exchange/client-refusal.js";
import type { Failure } from "../../exchange/exchange.js";

/** What a failure of no known kind still tells, and what to do next. */
export interface NoAnswerAdvice {
  readonly explanation: string;
  readonly fixes: readonly Fix[];
}

const DOCTOR = fix("See how far a request gets from this machine, layer by layer.", "sandbox-errors doctor");

/** Says what to do where a client tells of a failure that is none of the network's known ones. */
export function adviseNoAnswer(failure: Failure): NoAnswerAdvice {
  if (failure.kind === "aborted") return ABORTED;
  if (readClientReading(failure.message) === "stream") return READ_AS_JSON;
  if (/BLOCKED_BY_(?:CLIENT|ADMINISTRATOR)/.test(failure.message)) return BLOCKED;
  if (withholdsReason(failure.message)) return WITHHELD;
  const code = failure.code === null ? "" : ` (${failure.code})`;
  return {
    explanation: `No answer came, for a reason that fits none of the known ones${code}. Whether the API got the request does not show.`,
    fixes: [
      fix("Print the whole error with its chain of causes (error.cause): the innermost one has the reason."),
      DOCTOR,
      fix("If it stays unclear, report it: time, method, path and the error's text, never the key."),
    ],
  };
}

const ABORTED: NoAnswerAdvice = {
  explanation:
    "Your own program gave the request up: an AbortController, a time limit of its own, or a page that was left. Whether the API carried it out does not show.",
  fixes: [
    fix(
      "Find what aborts it in your own code: an AbortController or signal, a time limit, or a component that unmounts while it waits.",
    ),
    fix("If it is a time limit, allow more: a chat can take minutes, and its stream has no heartbeat."),
    fix("Before you repeat a POST, look whether the first one was carried out: a run goes on in the sandbox."),
  ],
};

const WITHHELD: NoAnswerAdvice = {
  explanation:
    "The client says only that there is no answer. Behind these words stand a name that does not resolve, a refused connection, a certificate, an extension, or CORS; a browser does not tell a script which.",
  fixes: [
    fix(
      "Open the browser's developer tools: the network panel names the reason (net::ERR_…), the console says whether CORS or mixed content was to blame. In Node, print error.cause.",
    ),
    fix(
      "If it is CORS: call the API from your own server, where the key belongs; a page gets a short-lived token and an address that answers it.",
    ),
    DOCTOR,
  ],
};

const BLOCKED: NoAnswerAdvice = {
  explanation:
    "The browser itself blocked the request before it was sent: an extension (an ad or script blocker) or a policy of the organisation.",
  fixes: [
    fix("Switch the extension off for this page, or try a private window without extensions, and compare."),
    fix("Where a policy blocks it, ask whoever runs the browser to allow relay.an.dev."),
    DOCTOR,
  ],
};

const READ_AS_JSON: NoAnswerAdvice = {
  explanation:
    "The API answered with a stream of events, and the client tried to read it as one JSON value. Nothing is wrong with the answer.",
  fixes: [
    fix("Read the answer of a chat as a stream of events, line by line, instead of with response.json()."),
    fix('Or send mode "background" with the message, which answers with JSON at once, and read the thread later.'),
  ],
};
