import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import remarkMan from "remark-man";
import { rolldown } from "rolldown";
import { unified } from "unified";

/** Writes the manual page into dist, from the specs of the commands: those are TypeScript, so they are bundled first. */
const folder = mkdtempSync(join(tmpdir(), "man-page-"));
try {
  const file = join(folder, "describe-manual.mjs");
  const bundle = await rolldown({
    input: "src/generate/man/describe-manual.ts",
    platform: "node",
    resolve: { extensionAlias: { ".js": [".ts", ".js"] } },
  });
  await bundle.write({ file, format: "esm", codeSplitting: false });
  const { describeManual } = await import(pathToFileURL(file).href);
  const { name, version } = JSON.parse(readFileSync("package.json", "utf8"));
  const seconds = process.env.SOURCE_DATE_EPOCH;
  const page = unified()
    .use(remarkMan, {
      version: `${name} ${version}`,
      manual: "User Commands",
      // As reproducible-builds.org has it: the same source gives the same page.
      date: seconds === undefined ? new Date() : new Date(Number(seconds) * 1000),
    })
    .stringify(describeManual());
  writeFileSync(`dist/${name}.1`, keepWords(keepAscii(page)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * What is to be copied into a shell must stay ASCII: groff prints a bare - ' ` ^ or ~ as a typographer's sign
 * (groff_char(7)), and remark-man leaves them bare. Its own escapes, such as \[->], stay as they are.
 */
function keepAscii(roff) {
  const names = { "-": "\\-", "'": "\\[aq]", "`": "\\[ga]", "^": "\\[ha]", "~": "\\[ti]" };
  return roff.replace(/\\\[[^\]\n]*\]|[-'`^~]/g, (found) => names[found] ?? found);
}

/** No word is broken at the end of a line: half of a variable's name is no name. */
function keepWords(roff) {
  return roff.replace(/^\.TH .*$/m, "$&\n.nh\n.ad l");
}
