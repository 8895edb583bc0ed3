/** Lines of curl's own talk: `* Connected to …`, `{ [5 bytes data]`. */
const TALK = /^(?:\*(?: |$)|[{}] \[)/;

/**
 * Turns what `curl -v` prints (`> ` before what was sent, `< ` before what came, its own talk between) into the request
 * and the answers as raw HTTP. Of several requests (a proxy's CONNECT first) the last counts, with every answer.
 * Undefined where the text is no such trace.
 */
export function readCurlTrace(text: string): string | undefined {
  if (!/^< HTTP\/\d/m.test(text)) return undefined;
  let request: string[] = [];
  const answer: string[] = [];
  for (const raw of text.split("\n")) {
    const line = raw.replace(/\r$/, "");
    if (/^> [A-Z]{3,10} \S{1,8000} HTTP\/\d/.test(line)) request = [line.slice(2)];
    else if (/^>(?: |$)/.test(line)) request.push(line.slice(2));
    else if (/^<(?: |$)/.test(line)) answer.push(line.slice(2));
    // The body is printed as it is, once a head has begun.
    else if (answer.length > 0 && !TALK.test(line)) answer.push(raw);
  }
  const sent = request.filter((line) => line !== "");
  return [...(sent.length === 0 ? [] : [...sent, ""]), ...answer].join("\n");
}
