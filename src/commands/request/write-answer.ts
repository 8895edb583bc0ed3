import type { Exchange, Response } from "../../exchange/exchange.js";
import { neutraliseText } from "../../text/neutralise.js";
import type { CommandCall } from "../command.js";
import { UsageError } from "../usage-error.js";

/** Writes a good answer to stdout or to `--output`; an error's body only with `--include-error-body`. */
export async function writeAnswer(
  call: CommandCall,
  exchange: Exchange,
  good: boolean,
  streamed: boolean,
): Promise<void> {
  const { output, options } = call;
  const { response } = exchange;
  if (response === null || streamed) return;
  if (!good && options["includeErrorBody"] !== true) return;
  const head = options["include"] === true ? writeHead(response) : "";
  if (good && typeof options["output"] === "string") {
    await saveBody(call, options["output"], bytesOf(response));
    if (head !== "") await output.print(neutraliseText(head));
  } else await printAnswer(call, response, head, good);
}

async function saveBody({ host }: CommandCall, path: string, bytes: Uint8Array): Promise<void> {
  try {
    await host.files.write(path, bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `-o: "${path}" cannot be written: ${why}`,
      path,
      "Name a file in a folder that you may write to.",
    );
  }
}

/** The bytes of a good answer go to a pipe as they are; a terminal, and every error's body, gets harmless text. */
async function printAnswer(
  { host, output }: CommandCall,
  response: Response,
  head: string,
  good: boolean,
): Promise<void> {
  if (host.stdout.isTTY || !good) await output.print(neutraliseText(head + showBody(response)));
  else if (head === "" || (await output.pass(output.secrets.redact(head)))) await output.pass(bytesOf(response));
}

function bytesOf({ body }: Response): Uint8Array {
  return body.base64 === null
    ? new TextEncoder().encode(body.text)
    : Uint8Array.from(atob(body.base64), (character) => character.charCodeAt(0));
}

function writeHead({ status, headers }: Response): string {
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
