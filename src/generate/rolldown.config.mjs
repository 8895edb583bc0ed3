import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "rolldown";

/** Writes the licences of the libraries that were bundled beside the chunks: theirs ask to be kept with their code. */
const licences = {
  name: "licences",
  generateBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap((chunk) => chunk.moduleIds ?? []);
    const folders = new Set(modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []));
    const texts = [...folders].sort().map((folder) => {
      const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const file = existsSync(folder) ? readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry)) : undefined;
      if (file === undefined) throw new Error(`${name} has no licence file to ship`);
      return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
    });
    this.emitFile({ type: "asset", fileName: "licences.txt", source: texts.join(`\n${"-".repeat(80)}\n\n`) });
  },
};

/**
 * Our own code in few CommonJS chunks, split where a command loads the next part on demand; small pure libraries are
 * bundled, the five that the package depends on stay outside. Loading and parsing them is most of the start-up, so each
 * is loaded only by the chunk that needs it: `explain` of a code takes `base` and `catalog`, an exchange `diagnosis` too.
 */
const program = defineConfig({
  input: { cli: "src/cli/main.ts", host: "src/host/real-host.ts" },
  platform: "node",
  plugins: [licences],
  preserveEntrySignatures: "allow-extension",
  external: [/^node:/, /^(?:chalk|cli-table3|commander|ora|undici)(?:\/|$)/],
  resolve: { mainFields: ["module", "main"], extensionAlias: { ".js": [".ts", ".js"] } },
  output: {
    dir: "dist",
    format: "cjs",
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    cleanDir: true,
    minify: { compress: true, mangle: false, codegen: true },
    codeSplitting: {
      // Else every group would swallow what it imports, the base included.
      includeDependenciesRecursively: false,
      groups: [
        {
          name: "base",
          priority: 3,
          test: /src\/text\/|src\/host\/(?:host|fit-line|is-disk-full|output-stream|read-error-code|write-file-descriptor)\.ts|src\/commands\/(?:usage-error|exit|interrupted)|src\/diagnosis\/exit-code|src\/causes\/cause\.ts|src\/catalog\/(?:key-form|documented-codes)|src\/exchange\/(?:collect-secrets|decode-body|exchange|envelope)\.ts|render\/(?:style|human\/page)|get-east-asian-width/,
        },
        {
          // All that the embedded API needs of the catalogue: its first answer must not wait for the causes.
          name: "endpoints",
          priority: 4,
          test: /src\/catalog\/(?:endpoints|limits|match-route)\.ts|fastest-levenshtein/,
        },
        {
          name: "catalog",
          priority: 2,
          test: /src\/catalog\/(?:codes\/|all-codes|status|statement|fix|find-nearest|documented-codes)|cause-titles|catalog-entry|render-entry|commands\/explain\/(?!spec)|fastest-levenshtein/,
        },
        {
          name: "diagnosis",
          priority: 1,
          test: /src\/(?:causes|exchange|diagnosis|catalog)\/|jsonc-parser|eventsource-parser|render-diagnosis/,
        },
      ],
    },
  },
});

/**
 * The library: one file for `import` and one for `require`, without Node and without dependencies, so that bundlers for
 * browsers take it as it is. Apart from the program's chunks, whose split serves its start-up.
 */
function library(format, fileName) {
  return defineConfig({
    input: { library: "src/library.ts" },
    platform: "neutral",
    resolve: { mainFields: ["module", "main"], extensionAlias: { ".js": [".ts", ".js"] } },
    output: {
      dir: "dist",
      format,
      entryFileNames: fileName,
      minify: { compress: true, mangle: false, codegen: true },
    },
  });
}

/** The embedded API for tests of other programs, which run in Node: again one file for each way to load it. */
function embedded(format, fileName) {
  return defineConfig({
    input: { mock: "src/mock-library.ts" },
    platform: "node",
    external: [/^node:/],
    resolve: { mainFields: ["module", "main"], extensionAlias: { ".js": [".ts", ".js"] } },
    output: {
      dir: "dist",
      format,
      entryFileNames: fileName,
      minify: { compress: true, mangle: false, codegen: true },
    },
  });
}

export default [
  program,
  library("esm", "library.mjs"),
  library("cjs", "library.cjs"),
  embedded("esm", "mock.mjs"),
  embedded("cjs", "mock.cjs"),
];
