import { type Exchange, type Header, type Request, type Response, readHeader, textBody } from "./exchange.js";
import { answeredUntil, splitCurlEnd } from "./split-curl-end.js";

const STATUS_LINE = /^HTTP\/\d(?:\.\d)? (\d{3})(?: [^\r\n]*)?\r?\n/;
const REQUEST_LINE = /^([A-Z]{3,10}) (\S{1,8000}) HTTP\/\d(?:\.\d)?\r?\n/;

const BODY_HEADERS = ["content-type", "content-length", "transfer-encoding"];

/**
 * Reads an answer as `curl -i` prints it: status line, headers, an empty line, the body. Interim answers (1xx) and those
 * of a proxy's CONNECT before it are passed over. A request in the same form may stand before it, and curl's last words
 * behind it. Undefined where the text does not start like that.
 */
export function readRawHttp(text: string): Exchange | undefined {
  const { text: start, failure } = splitCurlEnd(text.replace(/^\uFEFF/, "").trimStart());
  const requestLine = REQUEST_LINE.exec(start);
  if (requestLine === null) {
    const response = readAnswer(start);
    return response === undefined ? undefined : answeredUntil(response, failure);
  }
  const { headers, rest } = readHead(start.slice(requestLine[0].length));
  const split = /(?:^|\n)(?=HTTP\/\d(?:\.\d)? \d{3})/.exec(rest);
  const body = split === null ? rest : rest.slice(0, split.index);
  const response = split === null ? undefined : readAnswer(rest.slice(split.index).trimStart());
  if (response === undefined) return undefined;
  const request = toRequest(requestLine[1] ?? "", requestLine[2] ?? "", headers, body.trim());
  return { ...answeredUntil(response, failure), request };
}

function toRequest(method: string, target: string, headers: readonly Header[], body: string): Request {
  const host = headers.find(({ name }) => name.toLowerCase() === "host")?.value;
  const url = target.startsWith("/") && host !== undefined ? `https://${host}${target}` : target;
  return { method, url, headers, body: textBody(body) };
}

/** An answer in the same form, without a request before it. */
export function readAnswer(text: string): Response | undefined {
  let rest = text;
  for (;;) {
    const line = STATUS_LINE.exec(rest) ?? STATUS_LINE.exec(`${rest}\n`);
    if (line === null) return undefined;
    const status = Number(line[1]);
    const head = readHead(rest.slice(line[0].length));
    const more = head.rest.trimStart();
    // What a proxy answers to CONNECT says nothing of a body.
    const interim = status < 200 || (status === 200 && !BODY_HEADERS.some((name) => readHeader(head.headers, name)));
    if (!interim || !STATUS_LINE.test(more))
      return { status, headers: head.headers, body: textBody(head.rest), headersKnown: true };
    rest = more;
  }
}

/** Headers up to the first empty line, and what follows it. */
export function readHead(text: string): { readonly headers: Header[]; readonly rest: string } {
  const end = /(?:^|\r?\n)\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const headers = head.split(/\r?\n/).flatMap((line) => {
    const colon = line.indexOf(":");
    return colon > 0 ? [{ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }] : [];
  });
  return { headers, rest: end === null ? "" : text.slice(end.index + end[0].length) };
}
