import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writePreload } from "./break-program.js";
import { CANARIES } from "./canaries.js";

/** What all runs share. */
export interface Stage {
  /** Homes that hold a key in `.an/credentials`; nobody may write to the second one. */
  readonly home: string;
  readonly readOnlyHome: string;
  /** A file: no home, and no folder. */
  readonly file: string;
  readonly preload: string;
  /** A new and empty folder. */
  openFolder(): string;
  close(): void;
}

/** Sets it up in a new folder, which `close` removes. */
export function openStage(): Stage {
  const folder = mkdtempSync(join(tmpdir(), "matrix-"));
  const inside = (name: string): string => join(folder, name);
  for (const name of ["home", "read-only-home"]) {
    mkdirSync(join(folder, name, ".an"), { recursive: true });
    writeFileSync(join(folder, name, ".an/credentials"), JSON.stringify({ apiKey: CANARIES.credentials.text }));
  }
  for (const name of ["read-only-home/.an", "read-only-home"]) chmodSync(inside(name), 0o555);
  writeFileSync(inside("file"), "");
  return {
    home: inside("home"),
    readOnlyHome: inside("read-only-home"),
    file: inside("file"),
    preload: writePreload(folder),
    openFolder: () => mkdtempSync(inside("run-")),
    close() {
      for (const name of ["read-only-home", "read-only-home/.an"]) chmodSync(inside(name), 0o755);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
