import type { OutputStream } from "../host/host.js";
import { type JsonDocument, renderDocument } from "../render/json/render-document.js";

/** Writes the one JSON document of a run, redacted and harmless. */
export async function writeDocument(
  stdout: OutputStream,
  document: JsonDocument,
  redact: (text: string) => string,
): Promise<void> {
  await stdout.write(renderDocument(document, redact));
}
