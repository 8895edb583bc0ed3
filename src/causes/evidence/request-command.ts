/** One argument of a POSIX shell, quoted where it needs to be. */
function quoteArgument(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Percent-encodes one part of a path; a text that no encoding exists for becomes `<id>`. Slashes are encoded too. */
export function encodePart(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // A lone surrogate.
    return "<id>";
  }
}

/** A `sandbox-errors request` line that can be pasted into a shell. A JSON body is written with `-d`. */
export function requestCommand(method: string, path: string, body?: unknown): string {
  const start = `sandbox-errors request ${method} ${quoteArgument(path)}`;
  return body === undefined ? start : `${start} -d ${quoteArgument(JSON.stringify(body))}`;
}

/** The shortest chat that the server takes. */
export function chatCommand(agent = "my-agent", sandboxId = "<sandbox id>", more: object = {}): string {
  return requestCommand("POST", `/v1/chat/${encodePart(agent)}`, {
    sandboxId,
    messages: [{ role: "user", parts: [{ type: "text", text: "hello" }] }],
    ...more,
  });
}
