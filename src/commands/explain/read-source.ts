import { type Host, InputTooLarge } from "../../host/host.js";
import { UsageError } from "../usage-error.js";

/** The largest file or input that is read: 256 MiB. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Reads standard input as text. Throws UsageError where it is too long. */
export async function readInput(host: Host): Promise<string> {
  return decodeText(await bounded("standard input", () => host.stdin.readAll(MOST_BYTES)));
}

/** Reads a file as text. Throws UsageError where it cannot be read or is too long. */
export async function readFile(path: string, host: Host): Promise<string> {
  return decodeText(await bounded(path, () => host.files.read(path, MOST_BYTES)));
}

async function bounded(name: string, read: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InputTooLarge) {
      throw new UsageError(`"${name}" is larger than 256 MiB`, name, "Cut it down to the exchange in question.");
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`"${name}" cannot be read: ${why}`, name, "Check the path and your permission to read it.");
  }
}

/** UTF-16 with a byte order mark is what PowerShell's `>` writes. */
function decodeText(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(utf16 ? "utf-16le" : "utf-8").decode(bytes);
}
