import { type Response, readHeader } from "../../exchange/exchange.js";
import { neutraliseText } from "../../text/neutralise.js";
import type { CommandCall } from "../command.js";
import type { PersistentAnswer } from "../send-with-retries.js";
import { writeNamedFiles } from "../write-named-files.js";
import { createStreamPrinter, readStreamFormat } from "./print-stream.js";
import { readOutputPath } from "./read-output.js";

/** Writes a good answer to stdout or to `--output`; an error's body only with `--include-error-body`. */
export async function writeAnswer(
  call: CommandCall,
  { exchange, diagnoses, attempts }: PersistentAnswer,
  good: boolean,
  streamed: boolean,
): Promise<void> {
  const { host, output, options } = call;
  const { response } = exchange;
  if (response === null || streamed) return;
  if (!good && options["includeErrorBody"] !== true) return;
  const head = options["include"] === true ? writeHead(response) : "";
  const path = readOutputPath(options);
  if (good && path !== undefined) {
    // What has not changed comes without a body: the file holds it already.
    if (response.status !== 304) {
      const problem = await writeNamedFiles(host, [{ option: "-o", path, content: formatStream(call, response) }]);
      if (problem !== null) throw problem.with({ report: { diagnoses, attempts } });
    }
    if (head !== "") await output.print(neutraliseText(head));
  } else await printAnswer(call, response, head, good);
}

/** The bytes of a good answer go to a pipe as they are; a terminal, and every error's body, gets harmless text. */
async function printAnswer(
  { host, output }: CommandCall,
  response: Response,
  head: string,
  good: boolean,
): Promise<void> {
  if (host.stdout.isTTY || !good) await output.print(neutraliseText(head + showBody(response)));
  else if (head === "" || (await output.pass(makeHarmless(output, head)))) await output.pass(bytesOf(response));
}

/** What `--format` makes of a stream; any other body as it is. */
function formatStream({ options }: CommandCall, response: Response): Uint8Array {
  const bytes = bytesOf(response);
  if (!isStream(response)) return bytes;
  const printed = createStreamPrinter(readStreamFormat(options))(bytes);
  return typeof printed === "string" ? new TextEncoder().encode(printed) : printed;
}

/** True for the head of a good answer that is a stream. */
export function isStream({ status, headers }: Pick<Response, "status" | "headers">): boolean {
  return status === 200 && /^text\/event-stream/i.test(readHeader(headers, "content-type") ?? "");
}

function bytesOf({ body }: Response): Uint8Array {
  return body.base64 === null
    ? new TextEncoder().encode(body.text)
    : Uint8Array.from(atob(body.base64), (character) => character.charCodeAt(0));
}

function makeHarmless(output: CommandCall["output"], text: string): string {
  return neutraliseText(output.secrets.redact(text));
}

/** Status and headers as `-i` shows them, with an empty line behind. */
export function writeHead({ status, headers }: Pick<Response, "status" | "headers">): string {
  return `HTTP/1.1 ${status}\n${headers.map(({ name, value }) => `${name}: ${value}\n`).join("")}\n`;
}

/** JSON on several lines; binary bytes are counted, not shown. */
function showBody({ body }: Response): string {
  if (body.base64 !== null) return `[${body.bytes} bytes that are no text; use -o <file>, or pipe them]\n`;
  try {
    return `${JSON.stringify(JSON.parse(body.text), null, 2)}\n`;
  } catch {
    return body.text === "" || body.text.endsWith("\n") ? body.text : `${body.text}\n`;
  }
}
