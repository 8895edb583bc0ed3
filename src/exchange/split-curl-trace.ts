/** A line of what `curl -v` prints, without its mark. */
export interface TraceLine {
  /**
   * - `sent` and `received`: a line of a head, or "" at its end.
   * - `talk`: what curl says of itself, and its counts of bytes.
   * - `failure`: why it gave up, such as `curl: (7) Failed to connect …`.
   * - `output`: anything else, that is, what it wrote to standard output.
   */
  readonly kind: "sent" | "received" | "talk" | "failure" | "output";
  readonly text: string;
}

/** The beginnings by which a trace of curl shows itself: a head that it marked, or what it says before one. */
const TRACE =
  /^(?:> [A-Z]{3,10} \S{1,8000} HTTP\/\d|< HTTP\/\d|\* {1,3}(?:Trying \S|Connected to |Could not resolve (?:host|proxy): |connect to |Uses proxy |Host \S{1,300} was resolved|Failed to connect to ))/m;

/** A row of the progress meter, which standard error shows where standard output is a pipe or a file. */
const PROGRESS =
  /(?:^|\r) {0,2}\d{1,3} [ \d.kMGTPE]{15,80}?(?:(?:--:--:--|\d{1,3}:\d\d:\d\d|\d{1,3}d \d\dh) {1,8}){3}[\d.]{1,6}[kMGTPE]?/g;
const PROGRESS_HEAD = /^ +% Total +% Received|^ +Dload +Upload /;

/** Talk and failures that stand behind a body, which rarely ends with a line break of its own. */
const GLUED =
  /(?:\* (?:Connection #\d|Closing connection|Found bundle |Re-?using existing |transfer closed |Recv failure|Operation timed out|OpenSSL |HTTP\/2 stream |shutting down connection)|curl: \(\d{1,3}\) )[^\n]*$/;

/** True for a text that is, or starts as, the output of `curl -v`. */
export function isCurlTrace(text: string): boolean {
  return TRACE.test(text.slice(0, 65_536).replace(PROGRESS, "\n"));
}

/** Splits what `curl -v` printed, standard error and output mixed as on a terminal, into its lines. */
export function splitCurlTrace(text: string): TraceLine[] {
  return text.split("\n").flatMap(readLine);
}

function readLine(raw: string): TraceLine[] {
  // Rows of the meter overwrite each other by carriage returns, and stand before or behind anything.
  const shown = raw.includes(":") ? raw.replace(PROGRESS, "") : raw;
  if ((shown.trim() === "" && raw.trim() !== "") || PROGRESS_HEAD.test(raw)) return [];
  // On a terminal curl prints names of headers in bold.
  const line = shown.replace(/\r+$/, "").replace(/\x1b\[\d{0,2}m/g, "");
  if (/^>(?: |$)/.test(line)) return [{ kind: "sent", text: line.slice(2) }];
  if (/^<(?: |$)/.test(line)) return [{ kind: "received", text: line.slice(2) }];
  if (/^\*(?: |$)/.test(line)) return [{ kind: "talk", text: line.slice(2) }];
  if (/^[{}] \[\d{1,12} bytes data\]$/.test(line)) return [{ kind: "talk", text: line }];
  if (/^curl: \(\d{1,3}\)/.test(line)) return [{ kind: "failure", text: line }];
  const glued = GLUED.exec(line);
  if (glued === null) return [{ kind: "output", text: line }];
  return [{ kind: "output", text: line.slice(0, glued.index) }, ...readLine(line.slice(glued.index))];
}
