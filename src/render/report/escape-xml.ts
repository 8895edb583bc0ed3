/** What XML 1.0 (section 2.2) allows in no form, not even as a reference. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Writes text as the content of an element or of an attribute in double quotes; what XML cannot hold becomes `\u{…}`. */
export function escapeXml(text: string): string {
  return text
    .replace(FORBIDDEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(/[&<>"'\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
