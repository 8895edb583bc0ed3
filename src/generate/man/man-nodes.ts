import type { BlockContent, Heading, List, Paragraph, PhrasingContent } from "mdast";

/** Words of a paragraph: plain as text, or a node. */
type Words = readonly (string | PhrasingContent)[];

function toNodes(words: Words): PhrasingContent[] {
  return words.map((word) => (typeof word === "string" ? { type: "text", value: word } : word));
}

/** A heading: of the page (1), a section (2), or a part of one (3). */
export function heading(depth: 1 | 2 | 3, text: string): Heading {
  return { type: "heading", depth, children: toNodes([text]) };
}

export function paragraph(...words: Words): Paragraph {
  return { type: "paragraph", children: toNodes(words) };
}

/** What is typed as it stands. */
export function bold(text: string): PhrasingContent {
  return { type: "strong", children: toNodes([text]) };
}

/** What a value takes the place of. */
export function italic(text: string): PhrasingContent {
  return { type: "emphasis", children: toNodes([text]) };
}

/** A term with its text on the line below. */
export function item(term: Words, text: string): Paragraph {
  return paragraph(...term, { type: "break" }, text);
}

export function list(items: readonly Paragraph[]): List {
  return {
    type: "list",
    ordered: false,
    spread: false,
    children: items.map((each) => ({ type: "listItem", spread: false, children: [each] })),
  };
}

/** Command lines with what each does before it. */
export function exampleBlocks(examples: readonly { readonly line: string; readonly does: string }[]): BlockContent[] {
  return examples.flatMap(({ line, does }): BlockContent[] => [paragraph(`${does}:`), { type: "code", value: line }]);
}
