import { readFileSync } from "node:fs";

/** What the Errors page says, as its captured text has it. */
export interface ErrorsPage {
  /** Description by status. */
  readonly statuses: ReadonlyMap<number, string>;
  /** Description by code. */
  readonly codes: ReadonlyMap<string, string>;
  /** The JSON examples, by their code. */
  readonly examples: ReadonlyMap<string, unknown>;
}

/** Reads the copy of the page beside the tests; run from the package's root. */
export function readErrorsPage(): ErrorsPage {
  const text = readFileSync("test/catalog/errors-page.txt", "utf8");
  const rows = [...text.matchAll(/^\| ([a-z_]+|\d{3}) \| (.+) \|$/gm)].map(([, name = "", what = ""]) => ({
    name,
    what,
  }));
  const isStatus = (name: string): boolean => /^\d/.test(name);
  return {
    statuses: new Map(rows.filter(({ name }) => isStatus(name)).map(({ name, what }) => [Number(name), what])),
    codes: new Map(rows.filter(({ name }) => !isStatus(name)).map(({ name, what }) => [name, what])),
    examples: new Map([...text.matchAll(/^\{\n[\s\S]*?^\}\n\}/gm)].map(([json]) => readExample(json))),
  };
}

function readExample(json: string): [string, unknown] {
  const body: { error: { code: string } } = JSON.parse(json);
  return [body.error.code, body];
}
