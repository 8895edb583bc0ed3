import assert from "node:assert/strict";

/** A workflow command, as GitHub's runner understood it. */
export interface ReadAnnotation {
  readonly level: string;
  readonly title: string;
  readonly message: string;
}

/** Reads a line as GitHub's runner does (actions/runner, ActionCommand.TryParseV2); fails where it is no annotation with a title. */
export function readAnnotation(line: string): ReadAnnotation {
  const [, level = "", properties = "", message = ""] = /^::(\w+) ([^:]*)::(.*)$/.exec(line.trimStart()) ?? [];
  const pairs = properties.split(",").map((pair) => pair.split("="));
  assert.equal(pairs.length, 1, line);
  assert.equal(pairs[0]?.[0], "title", line);
  const title = (pairs[0] ?? []).slice(1).join("=");
  const decode = (text: string): string =>
    text.replace(/%0D/g, "\r").replace(/%0A/g, "\n").replace(/%3A/g, ":").replace(/%2C/g, ",").replace(/%25/g, "%");
  return { level, title: decode(title), message: decode(message) };
}

/** The annotations in a log. The runner looks for commands at the start of every line, blanks aside. */
export function readAnnotations(log: string): ReadAnnotation[] {
  return log
    .split("\n")
    .filter((line) => line.trimStart().startsWith("::"))
    .map(readAnnotation);
}
