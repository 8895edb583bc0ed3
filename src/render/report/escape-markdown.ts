/** Writes text so that Markdown and HTML see nothing in it but text, in a cell of a table too: one line, no markup, no link. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[&<>|\\`*[\]{}~#!@$"']/g, reference)
    .replace(/:(?=\/\/)/g, reference)
    .replace(/\bwww\./gi, (found) => `${found.slice(0, 3)}&#46;`)
    .replace(/(?<!\w)_|_(?!\w)/g, reference)
    .replace(/^[-+=]|^\d+(?=[.)])/, (found) => reference(found.charAt(0)) + found.slice(1));
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
