import { defineConfig } from "rolldown";

/**
 * Our own code in few CommonJS chunks, split where a command loads the next part on demand; small pure libraries are
 * bundled, the five that the package depends on stay outside. Loading them is most of the start-up, so each is loaded
 * only by the chunk that needs it.
 */
export default defineConfig({
  input: { cli: "src/cli/main.ts", host: "src/host/real-host.ts" },
  platform: "node",
  external: [/^node:/, /^(?:chalk|cli-table3|commander|ora|undici)(?:\/|$)/],
  resolve: { mainFields: ["module", "main"], extensionAlias: { ".js": [".ts", ".js"] } },
  treeshake: true,
  output: {
    dir: "dist",
    format: "cjs",
    entryFileNames: "[name].js",
    chunkFileNames: "chunk-[name].js",
    cleanDir: true,
  },
});
