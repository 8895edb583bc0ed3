import { decodeFailure } from "./decode-failure.js";
import {
  EMPTY_BODY,
  type Exchange,
  type Failure,
  type Request,
  type Response,
  readHeader,
  textBody,
} from "./exchange.js";
import { readAnswer, readHead } from "./read-raw-http.js";
import { splitCurlTrace, type TraceLine } from "./split-curl-trace.js";

/** One request of a trace, with everything up to the next. */
interface Draft {
  readonly sent: string[];
  readonly received: string[];
  readonly output: string[];
  readonly talk: string[];
  failure: string | null;
}

/**
 * Reads the exchanges of what `curl -v` printed, in order; a proxy's CONNECT counts only where nothing followed it. The
 * body of a request is not printed and stays unknown. Empty where neither an answer nor a failure is to be seen.
 */
export function readCurlTrace(text: string): Exchange[] {
  const drafts = draftExchanges(splitCurlTrace(text));
  return drafts
    .filter((draft, i) => !isTunnel(draft) || i + 1 === drafts.length)
    .map(finish)
    .filter((exchange) => exchange.response !== null || exchange.failure !== null);
}

function draftExchanges(lines: readonly TraceLine[]): Draft[] {
  let current: Draft = { sent: [], received: [], output: [], talk: [], failure: null };
  const drafts = [current];
  for (const { kind, text } of lines) {
    if (kind === "sent" && /^[A-Z]{3,10} \S{1,8000} HTTP\/\d/.test(text) && current.sent.length > 0) {
      // What was said of the connection holds for the next request on it too.
      current = { sent: [], received: [], output: [], talk: [...current.talk], failure: null };
      drafts.push(current);
    }
    if (kind === "failure") current.failure = text;
    // What is printed before an answer is the shell's, or an explanation of a failure.
    else if (kind !== "output" || current.received.length > 0) current[kind].push(text);
  }
  return drafts;
}

function isTunnel({ sent }: Draft): boolean {
  return sent[0]?.startsWith("CONNECT ") === true;
}

function finish(draft: Draft): Exchange {
  const failure = readFailure(draft);
  const response = isTunnel(draft) ? null : readResponse(draft, failure !== null);
  return { request: readRequest(draft), response, failure, sentAt: null, receivedAt: null };
}

function readRequest(draft: Draft): Request | null {
  const [line, ...rest] = draft.sent;
  const [, method, target = ""] = /^([A-Z]{3,10}) (\S{1,8000}) HTTP/.exec(line ?? "") ?? [];
  if (method === undefined) return null;
  const { headers } = readHead(`${rest.join("\n")}\n`);
  // The head of a CONNECT is the proxy's: of the request itself only the target is known.
  if (method === "CONNECT") return { method: null, url: `https://${target}`, headers: [], body: null };
  const host = readHeader(headers, "host");
  const scheme = draft.talk.some((text) => /^(?:TLSv1|SSL connection|ALPN)/.test(text)) ? "https" : "http";
  const url = target.startsWith("/") && host !== undefined ? `${scheme}://${host}${target}` : target;
  const hasBody = Number(readHeader(headers, "content-length") ?? 0) > 0 || readHeader(headers, "transfer-encoding");
  return { method, url, headers, body: hasBody ? null : EMPTY_BODY };
}

function readResponse(draft: Draft, broken: boolean): Response | null {
  if (draft.received.length === 0) return null;
  const output = draft.output.join("\n").replace(/^\s+/, "");
  // With -i the same head stands in the output once more.
  const printed = readAnswer(output)?.body.text ?? output;
  const answer = readAnswer(`${draft.received.join("\n").trimEnd()}\n\n`);
  if (answer === undefined) return null;
  const unseen = printed.trim() === "" && Number(readHeader(answer.headers, "content-length") ?? 0) > 0;
  return { ...answer, body: textBody(printed, broken || unseen) };
}

function readFailure(draft: Draft): Failure | null {
  const { failure, received } = draft;
  if (failure !== null) {
    // 22 is an answer with an error's status, under -f; 23 says that nobody took the output.
    if (/^curl: \((?:22|23)\)/.test(failure)) return null;
    const read = decodeFailure(failure);
    if (read !== undefined) return read;
    const code = /\((\d{1,3})\)/.exec(failure)?.[1] ?? "";
    return { kind: "other", code: `curl ${code}`, phase: null, message: failure };
  }
  if (received.length > 0 && !isTunnel(draft)) return null;
  // Under -s curl keeps its last words to itself, but not what it says on the way.
  for (const text of draft.talk.toReversed()) {
    const read = NO_FAILURE.test(text) ? undefined : decodeFailure(text);
    if (read !== undefined) return read;
  }
  return null;
}

/** Talk that names an alert, a timer or a certificate's check without being the end of anything. */
const NO_FAILURE = /^(?: |TLSv1|SSL connection|SSL certificate verify|Server certificate|ALPN|h2h3|\[HTTP)/;
