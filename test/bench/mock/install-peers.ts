import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** What the embedded API is measured beside, and with. No dependencies of ours: they bring hundreds of packages. */
const PINNED = { fastify: "5.12.8", "@stoplight/prism-cli": "5.14.2", autocannon: "9.0.0" } as const;

/** A folder in which the peers are installed. */
export interface Peers {
  readonly folder: string;
  /** Each with the version that is really there. */
  readonly versions: readonly string[];
}

/** Takes a folder that has the peers, or installs them into a temporary one that goes with the process. */
export function installPeers(given: string | undefined): Peers {
  const folder = given === undefined ? installAnew() : resolve(given);
  return { folder, versions: Object.keys(PINNED).map((name) => `${name} ${readVersion(folder, name)}`) };
}

function installAnew(): string {
  const folder = mkdtempSync(join(tmpdir(), "bench-peers-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const wanted = Object.entries(PINNED).map(([name, version]) => `${name}@${version}`);
  // Their install scripts send statistics.
  const flags = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", ["install", "--prefix", folder, ...flags, ...wanted], { stdio: ["ignore", "ignore", "inherit"] });
  return folder;
}

function readVersion(folder: string, name: string): string {
  const text = readFileSync(join(folder, "node_modules", name, "package.json"), "utf8");
  return String((JSON.parse(text) as { readonly version: unknown }).version);
}
