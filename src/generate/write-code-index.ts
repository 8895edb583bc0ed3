import { camelCase } from "./camel-case.js";
import { renderIndex } from "./render-index.js";

/** Gives the text of `src/catalog/all-codes.ts` for the files of `src/catalog/codes`, named as `<wire_code>.ts`. */
export function renderCodeIndex(fileNames: readonly string[]): string {
  return renderIndex({
    typeName: "CodeEntry",
    typeFrom: "./code-entry.js",
    constant: "ALL_CODES",
    promise: "Every code of the catalogue, by name.",
    entries: fileNames.map((fileName) => {
      const code = fileName.replace(/\.ts$/, "");
      const name = camelCase(code);
      return { from: `./codes/${code}.js`, exported: name, local: name };
    }),
  });
}
