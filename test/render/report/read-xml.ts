import assert from "node:assert/strict";
import { SaxesParser } from "saxes";

/** An element of an XML document; `text` is what stands directly in it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** Parses XML strictly (well-formed, only characters that XML 1.0 allows); throws where it is not. */
export function parseXml(xml: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element: Element = { name, attributes: { ...attributes }, children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += text;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(xml).close();
  const [top] = root.children;
  assert.ok(top !== undefined);
  return top;
}

/** All elements of this name, the element itself included. */
export function findAll(element: Element, name: string): Element[] {
  return [...(element.name === name ? [element] : []), ...element.children.flatMap((child) => findAll(child, name))];
}

/** The names of all elements, each once, in order of appearance. */
export function namesIn(element: Element): string[] {
  return [...new Set([element.name, ...element.children.flatMap(namesIn)])];
}
