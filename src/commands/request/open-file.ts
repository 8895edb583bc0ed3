import { isSecretMember, isSecretText } from "../../exchange/collect-secrets.js";
import type { RequestBody } from "../../exchange/facts.js";
import { JsonScanner } from "../../exchange/json-scanner.js";
import type { Host } from "../../host/host.js";
import type { StreamedBody } from "../../http/send-order.js";
import { cannotRead, noJson } from "./refuse-body.js";

/** A file that is sent as a body. */
export interface BodyFile {
  readonly path: string;
  readonly bytes: number;
  readonly isJson: boolean;
}

/** As many secrets as a body that is read whole is searched for. */
const MOST_SECRETS = 1000;

/**
 * Makes a body of a file that is read anew for each attempt, in pieces. Where it is to be JSON it is read once before, for
 * its first fault and its secrets. Throws UsageError where it cannot be read or is no JSON.
 */
export async function openFile(
  host: Host,
  { path, bytes, isJson }: BodyFile,
): Promise<{ readonly body: StreamedBody; readonly secrets: readonly string[] }> {
  const secrets: string[] = [];
  if (isJson) {
    const fault = await findFault(host, { path, bytes }, secrets);
    if (fault !== null) throw noJson(path, fault);
  }
  return { body: { bytes, read: () => readWhole(host, path, bytes) }, secrets };
}

/** All of the file as it was looked at: the length that was promised to the server. */
async function* readWhole({ files }: Host, path: string, bytes: number): AsyncGenerator<Uint8Array, void> {
  let left = bytes;
  for await (const piece of files.readPieces(path, bytes)) {
    left -= piece.length;
    yield piece;
  }
  if (left > 0) throw new Error(`${path} became ${left} bytes shorter while it was sent`);
}

async function findFault(
  host: Host,
  { path, bytes }: Pick<BodyFile, "path" | "bytes">,
  secrets: string[],
): Promise<RequestBody["fault"]> {
  const scanner = new JsonScanner({
    isWanted: isSecretMember,
    onText(text) {
      if (isSecretText(text) && secrets.length < MOST_SECRETS) secrets.push(text);
    },
  });
  try {
    for await (const piece of host.files.readPieces(path, bytes)) scanner.feed(piece);
  } catch (error) {
    throw cannotRead("-d", path, error);
  }
  return scanner.end();
}
