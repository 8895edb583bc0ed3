import { type Around, MISSING } from "./spawn-around.js";
import type { Stage } from "./stage.js";

/** What may be around a command that ends by itself. */
export interface Surroundings extends Around {
  readonly name: string;
  /** The line that is run: one that ends well, or one that has something to say on stderr. */
  readonly runs: "well" | "failing";
  /** Variables on top; undefined takes one out. */
  readonly env?: (stage: Stage) => Readonly<Record<string, string | undefined>>;
  /** What one command then says to people, though it ends as ever. */
  readonly warns?: { readonly command: string; readonly text: RegExp };
  /** Why it cannot be had here; false where it can. */
  readonly skip: string | false;
}

/** In the order of the table. */
export const SURROUNDINGS: readonly Surroundings[] = [
  { name: "stdout closed", runs: "well", stdout: "closed", skip: MISSING.shell },
  { name: "stdout's reader gone", runs: "well", stdout: "gone", skip: MISSING.shell },
  { name: "stdout on a full disk", runs: "well", stdout: "full", skip: MISSING.shell || MISSING.full },
  { name: "stderr closed", runs: "failing", stderr: "closed", skip: MISSING.shell },
  { name: "stderr's reader gone", runs: "failing", stderr: "gone", skip: MISSING.shell },
  { name: "stderr on a full disk", runs: "failing", stderr: "full", skip: MISSING.shell || MISSING.full },
  {
    name: "a read-only home",
    runs: "well",
    unprivileged: true,
    // The key is the one in that home.
    env: ({ readOnlyHome }) => ({ HOME: readOnlyHome, SANDBOX_API_KEY: undefined }),
    skip: MISSING.shell || MISSING.privileges,
  },
  { name: "HOME unset", runs: "well", env: () => ({ HOME: undefined }), skip: MISSING.shell },
  { name: "HOME a file", runs: "well", env: ({ file }) => ({ HOME: file }), skip: MISSING.shell },
  {
    name: "no TTY and no stdin",
    runs: "failing",
    stdin: "closed",
    env: () => ({ TERM: undefined }),
    skip: MISSING.shell,
  },
  { name: "a TTY", runs: "well", terminal: true, skip: MISSING.shell || MISSING.terminal },
  { name: "CI=true", runs: "failing", env: () => ({ CI: "true" }), skip: MISSING.shell },
  {
    name: "GitHub, no summary",
    runs: "well",
    env: ({ file }) => ({ CI: "true", GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: `${file}/summary.md` }),
    warns: { command: "probe", text: /^The job summary could not be written: ENOTDIR/m },
    skip: MISSING.shell,
  },
];
