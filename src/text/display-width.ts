import { eastAsianWidth } from "get-east-asian-width";

/** How many columns a terminal gives to the text. Takes text without escape sequences. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text)
    if (!/\p{Mark}/u.test(character)) width += eastAsianWidth(character.codePointAt(0) ?? 0);
  return width;
}
