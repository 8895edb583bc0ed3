/** Percent-decodes a text; one that is no valid encoding (RFC 3986, 2.1) stays as it is. Never throws. */
export function decodePercents(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
