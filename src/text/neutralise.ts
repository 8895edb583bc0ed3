/**
 * Control characters (but tab and line feed), and the characters that reorder or hide text: soft hyphen, Arabic letter
 * mark, Hangul fillers, zero-width and bidirectional controls (Unicode Bidi_Control and Default_Ignorable), the byte order
 * mark, tags, variation selectors supplement, lone surrogates.
 */
const DANGEROUS =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: the class lists code points, none of them joined.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|[\u{e0000}-\u{e0fff}]|[\ud800-\udfff]/gu;

/**
 * Makes text of a server or a user harmless to show: control, escape, bidirectional and invisible characters become
 * visible escapes (`\u{1b}`), a carriage return before a line feed goes, and GitHub workflow commands lose their form.
 */
export function neutraliseText(text: string): string {
  return text
    .replace(/\r\n/g, "\n")
    .replace(DANGEROUS, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(/^([ \t]*):(?=:)/gm, "$1: ")
    .replace(/##\[/g, "## [");
}

/** The same for one line: line breaks and tabs become spaces, so that nothing can forge a second line. */
export function neutraliseLine(text: string): string {
  return neutraliseText(text)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ")
    .replace(/\t/g, " ");
}

/** Leaves our own colours (SGR sequences) in place and makes the rest harmless. For text whose foreign parts were neutralised before. */
export function neutraliseStyled(text: string): string {
  return text
    .split(/(\u001b\[[\d;]{0,20}m)/)
    .map((part, i) => (i % 2 === 1 ? part : neutraliseText(part)))
    .join("");
}

/** Writes the dangerous characters of a JSON text, and what older runners take for a command, as JSON escapes: the same value, harmless to show. */
export function escapeInJson(json: string): string {
  return json
    .replace(/##\[/g, "##\\u005b")
    .replace(DANGEROUS, (character) =>
      [...Array(character.length).keys()]
        .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`)
        .join(""),
    );
}
