import { condensePrintedError } from "./condense-printed-error.js";
import { isJsonObject, parseJson, readStored } from "./decode-body.js";
import { decodeFailure } from "./decode-failure.js";
import { type Exchange, type Response, textBody } from "./exchange.js";

/** Words of SDKs and clients that carry nothing but a status. */
const STATUS_IN_TEXT = [
  /\brequest failed(?: with status(?: code)?)?:? (\d{3})\b/i,
  /\bfailed to fetch token: (\d{3})\b/i,
  /\b(?:http|status|status code|statuscode|response code|error code|error)[ :=]{1,3}(\d{3})\b/i,
  /\bHTTP\/\d(?:\.\d)? (\d{3})\b/i,
  /^\s*(\d{3})\b/,
  /\((\d{3})\)/,
];

/** The status of success or failure that a message names, or null. */
export function readStatusInText(text: string): number | null {
  for (const pattern of STATUS_IN_TEXT) {
    const status = Number(pattern.exec(text.slice(0, 4096))?.[1] ?? 0);
    if (status >= 400 && status <= 599) return status;
  }
  return null;
}

/**
 * Reads a message that a program printed or threw: an envelope within it, a network failure, a stored
 * `<code>: <message>`, or words with a status. Every text is some exchange; whether it says anything is for the causes.
 */
export function readMessage(printed: string): Exchange {
  const text = condensePrintedError(printed);
  const nothing = { request: null, failure: null, sentAt: null, receivedAt: null };
  const embedded = findEmbeddedJson(text);
  if (embedded !== undefined)
    return { ...nothing, response: asResponse(embedded, readStatusInText(text.replace(embedded, ""))) };
  const status = readStatusInText(text);
  const words = text.replace(/^\s*(?:Uncaught )?(?:\w*Error|Exception)(?: \[\w+\])?: /, "").trim();
  const failure = isServersWord(words) ? undefined : decodeFailure(text);
  // A proxy's refusal names the proxy's status; any other status is that of an answer.
  if (failure !== undefined && (status === null || failure.kind === "proxy"))
    return { ...nothing, response: null, failure };
  const onlyStatus =
    /^(?:request failed(?: with status(?: code)?)?:? \d{3}|failed to fetch token: \d{3}|(?:curl: \(22\) )?the requested url returned error: \d{3}|\d{3})\.?$/i.test(
      words,
    );
  const body = onlyStatus ? "" : JSON.stringify({ error: words });
  return { ...nothing, response: { ...asResponse(body, status) } };
}

/** True for what only the server says: an error as it stores it, `<code>: <message>`, or one that names the layer of a run. */
function isServersWord(words: string): boolean {
  return (
    readStored(words).code !== null ||
    /^(?:Cloning into '|(?:fatal|remote): |\[(?:session_start|agent_execute|tool|mcp_proxy)\b|ACP |API Error\b)/.test(
      words,
    )
  );
}

/** An answer of which only the body is known, and perhaps the status. */
export function asResponse(body: string, status: number | null): Response {
  return { status, headers: [], body: textBody(body), headersKnown: false };
}

/** A JSON object within a text, such as `Error: 429 {"error":{…}}`: from its first brace to its last. */
function findEmbeddedJson(text: string): string | undefined {
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}");
  if (start < 0 || end <= start) return undefined;
  const candidate = text.slice(start, end + 1);
  const json = parseJson(candidate);
  return isJsonObject(json) && /"(?:error|code|message|title|detail)"/.test(candidate) ? candidate : undefined;
}
