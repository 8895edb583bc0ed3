/**
 * The words of an HTML page that tell what went wrong: title, headings and the text of its body, in that order,
 * without markup, at most `limit` characters. Reads at most the first 16 KiB.
 */
export function readHtmlWords(html: string, limit = 600): string {
  const page = html.slice(0, LONGEST_PAGE);
  const body = dropHidden(page)
    .replace(/<br\b[^>]{0,200}>/gi, "\n")
    .replace(/<[^>]{0,500}>/g, " ");
  const words = `${readHtmlTitle(page)}\n${body}`
    .replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|\w{2,8});/gi, (whole, name: string) => decodeEntity(name) ?? whole)
    .replace(/[ \t\u00a0]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n")
    .trim();
  return words.slice(0, limit);
}

/** Only the start of a page is read: error pages are short, and the rest costs time. */
const LONGEST_PAGE = 16_384;

/** Cuts scripts, styles and the head out, each found once from where the last one ended: linear in the page. */
function dropHidden(page: string): string {
  const hidden = /<(script|style|head|title)\b/gi;
  const lower = page.toLowerCase();
  let kept = "";
  let from = 0;
  for (let found = hidden.exec(page); found !== null; found = hidden.exec(page)) {
    const close = `</${(found[1] ?? "").toLowerCase()}`;
    const end = lower.indexOf(close, found.index);
    kept += page.slice(from, found.index);
    if (end < 0) return kept;
    from = end + close.length + 1;
    hidden.lastIndex = from;
  }
  return kept + page.slice(from);
}

/** The title of an HTML page, or "". */
export function readHtmlTitle(html: string): string {
  return (/<title[^>]{0,200}>([^<]{0,500})/i.exec(html.slice(0, LONGEST_PAGE))?.[1] ?? "").trim();
}

function decodeEntity(name: string): string | undefined {
  const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
  if (name.startsWith("#")) {
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
  }
  return Object.hasOwn(named, name.toLowerCase()) ? named[name.toLowerCase()] : undefined;
}
