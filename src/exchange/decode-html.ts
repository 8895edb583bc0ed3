/**
 * The words of an HTML page that tell what went wrong: title, headings and the text of its body, in that order,
 * without markup, at most `limit` characters. Reads at most the first 64 KiB.
 */
export function readHtmlWords(html: string, limit = 600): string {
  const page = html.slice(0, 65_536);
  const title = /<title[^>]{0,200}>([^<]{0,500})/i.exec(page)?.[1] ?? "";
  const body = page
    .replace(/<(script|style|title|head)\b[^>]{0,2000}>[^]{0,65536}?<\/\1\s*>/gi, " ")
    .replace(/<br\b[^>]{0,200}>/gi, "\n")
    .replace(/<[^>]{0,2000}>/g, " ");
  const words = `${title}\n${body}`
    .replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|\w{2,8});/gi, (whole, name: string) => decodeEntity(name) ?? whole)
    .replace(/[ \t\u00a0]+/g, " ")
    .replace(/\s*\n\s*/g, "\n")
    .trim();
  return words.slice(0, limit);
}

/** The title of an HTML page, or "". */
export function readHtmlTitle(html: string): string {
  return (/<title[^>]{0,200}>([^<]{0,500})/i.exec(html.slice(0, 65_536))?.[1] ?? "").trim();
}

function decodeEntity(name: string): string | undefined {
  const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
  if (name.startsWith("#")) {
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
  }
  return Object.hasOwn(named, name.toLowerCase()) ? named[name.toLowerCase()] : undefined;
}
