import { neutraliseText } from "../../text/neutralise.js";
import type { Annotation } from "./list-annotations.js";

/**
 * Writes a workflow command of GitHub Actions on one line. Its own form is the only one that gets out: the texts are made
 * harmless first, then escaped as GitHub's runner reads them (`%`, CR, LF; in properties `:` and `,` too).
 */
export function writeAnnotation({ level, title, message }: Annotation, redact: (text: string) => string): string {
  const safe = (text: string): string => neutraliseText(redact(text));
  return `::${level} title=${escapeProperty(safe(title))}::${escapeData(safe(message))}\n`;
}

function escapeData(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
