import { decodePercents } from "../../text/decode-percents.js";
import type { RecordedRequest } from "../inspect/recorded-request.js";

const LOOKS: ReadonlySet<string> = new Set(["GET", "HEAD", "DELETE"]);

/**
 * True where a request can show (or undo) what became of a POST whose answer left that open: it reads or deletes on the same
 * path, or in the sandbox or vault that the POST names.
 */
export function looksAfter(request: RecordedRequest, posted: RecordedRequest): boolean {
  if (!LOOKS.has(request.method) || request.authorization !== posted.authorization) return false;
  const path = decodePercents(request.path);
  const named = readNamed(posted);
  return path === decodePercents(posted.path) || (named !== undefined && path.split("/").includes(named));
}

/** The id of the sandbox or vault that a request is about. */
function readNamed({ path, text }: RecordedRequest): string | undefined {
  const [, , room, first, second] = decodePercents(path).split("/");
  if (room === "sandboxes") return first;
  if (room === "mcp") return second;
  return /"sandboxId"\s{0,20}:\s{0,20}"([^"]{1,200})"/.exec(text)?.[1];
}
