import { camelCase } from "./camel-case.js";
import { renderIndex } from "./render-index.js";

/** The name of the constant that a cause's file exports. Takes `<layer>/<kebab-name>.ts` or `unknown.ts`. */
export function causeConstant(relativePath: string): string {
  const name = relativePath.replace(/\.ts$/, "").split("/").at(-1) ?? "";
  return relativePath.includes("/") ? camelCase(name) : `${camelCase(name)}Cause`;
}

/**
 * Gives the text of `src/causes/all-causes.ts`. Takes paths relative to `src/causes`, with `/` between folder and name;
 * each constant is imported under its layer's name, because layers share names.
 */
export function renderCauseIndex(relativePaths: readonly string[]): string {
  return renderIndex({
    typeName: "Cause",
    typeFrom: "./cause.js",
    constant: "ALL_CAUSES",
    promise: "Every cause, by layer and name.",
    entries: relativePaths.map((path) => {
      const stem = path.replace(/\.ts$/, "");
      const exported = causeConstant(path);
      return {
        from: `./${stem}.js`,
        exported,
        local: path.includes("/") ? camelCase(stem.replace("/", "-")) : exported,
      };
    }),
  });
}
