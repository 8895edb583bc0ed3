const FRAME = /^\s+at \S/;
const HEADLINE = /^(?:Uncaught )?\[?[\w$.]{0,80}(?:Error|Exception)\b/;
const CAUSE = /^\s*\[cause\]: \[?(.{1,4000}?)(?: \{)?$/;
const BARE = /^\[(.{1,4000})\](?: \{)?$/s;
const CODE = /^\s*code: '([A-Z][A-Z0-9_]{2,60})',?$/;

/** Whether a text begins as an error that Node printed without a stack: `[TypeError: fetch failed] {`. */
export function isBareError(text: string): boolean {
  return text.startsWith("[") && HEADLINE.test(text);
}

/**
 * What an error that Node printed says, without its stack and members: `TypeError: fetch failed [cause: ECONNREFUSED
 * connect ECONNREFUSED 127.0.0.1:3009]`. Text without a stack stays as it is.
 */
export function condensePrintedError(text: string): string {
  const lines = text.split(/\r?\n/);
  // Node 24 and later print what an awaited fetch throws without a stack, in brackets: its causes follow at once.
  const frame = lines.findIndex((line) => FRAME.test(line) || CAUSE.test(line));
  if (frame < 0) return HEADLINE.test(text) ? text.trimEnd().replace(BARE, "$1") : text;
  const headline = lines.findIndex((line) => HEADLINE.test(line));
  // Before an uncaught error Node prints where it was thrown, then an empty line.
  const start = headline >= 0 && headline < frame ? headline : lines.lastIndexOf("", frame) + 1;
  const told = lines
    .slice(start, frame)
    .join("\n")
    .replace(/^Uncaught /, "")
    .replace(BARE, "$1");
  return `${told}${describeCauses(lines.slice(frame))}`;
}

/** A link of an error's chain of causes. */
export interface ErrorLink {
  readonly code: string | null;
  readonly message: string;
}

/** A cause as it stands behind its error's message. */
export function describeCause({ code, message }: ErrorLink): string {
  const words = message.replace(/^(?:\w*Error): /, "").trim();
  return ` [cause: ${[code, words].filter((word) => word !== null && word !== "").join(" ")}]`;
}

function describeCauses(lines: readonly string[]): string {
  const links: { code: string | null; message: string }[] = [];
  for (const line of lines) {
    const message = CAUSE.exec(line)?.[1];
    const last = links.at(-1);
    if (message !== undefined) links.push({ code: null, message });
    else if (last !== undefined) last.code ??= CODE.exec(line)?.[1] ?? null;
  }
  return links.map(describeCause).join("");
}
