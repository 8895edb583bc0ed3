import { readFileSync } from "node:fs";

/** The README's section for people who change the program. Throws where there is none. */
export function readContributing(): string {
  const section = /^## Contributing\n[\s\S]*?(?=^## )/m.exec(readFileSync("README.md", "utf8"))?.[0];
  if (section === undefined) throw new Error("README.md has no section Contributing");
  return section;
}

/** What stands between `<!-- name -->` and `<!-- end -->` in it. Throws where there is nothing. */
export function readBlock(name: string): string {
  const [, block] = new RegExp(`<!-- ${name} -->\\n([\\s\\S]*?)<!-- end -->`).exec(readContributing()) ?? [];
  if (block === undefined) throw new Error(`README.md marks nothing as ${name}`);
  return block;
}

/** The code of a block that holds nothing else. */
export function readCode(name: string): string {
  return readBlock(name).replace(/^```\w+\n|```\n$/g, "");
}
