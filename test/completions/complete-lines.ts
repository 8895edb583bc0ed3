import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Completes each command line as a shell does, and gives what is offered for it. */
export type CompleteLines = (lines: readonly string[]) => string[][];

/** A folder with the files that lines of tests complete to; `mock` is a folder with a command's name. */
export const FOLDER = mkdtempSync(join(tmpdir(), "completions-"));
for (const name of ["body.json", "an answer.json"]) writeFileSync(join(FOLDER, name), "");
mkdirSync(join(FOLDER, "mock"));
process.on("exit", () => rmSync(FOLDER, { recursive: true, force: true }));

/** Why a shell's tests cannot run here; undefined where they can. */
export function whyNot(shell: string, howToGet: string): string | undefined {
  return spawnSync(shell, ["--version"]).error === undefined ? undefined : `${shell} is not installed: ${howToGet}`;
}

/** The bash to test; another one than the system's where `TEST_BASH` names it. */
export const BASH = process.env["TEST_BASH"] ?? "bash";

/** bash from 4 on: words are apart at = and @ too, and there is `compopt`. */
export const completeInBash: CompleteLines = (lines) => driveBash("new", /[=@:]+|[^\s=@:]+/g, lines);

/** bash 3.2: words are apart at blanks only, and there is no `compopt`. */
export const completeInOldBash: CompleteLines = (lines) => driveBash("old", /\S+/g, lines);

function driveBash(mode: string, piece: RegExp, lines: readonly string[]): string[][] {
  const blocks = lines.map((line) => {
    const words = [...(line.match(piece) ?? []), ...(line.endsWith(" ") ? ["<empty>"] : [])];
    // What readline replaces begins behind the last of its breaks; an @ belongs to it.
    const text = /[^\s=:]*$/.exec(line)?.[0] ?? "";
    return `${[line, text, ...words].join("\n")}\n\n`;
  });
  const script = resolve("completions/sandbox-errors.bash");
  return offered(BASH, ["--norc", resolve("test/completions/drive.bash"), script, mode], blocks.join(""));
}

/** zsh, in a pseudo-terminal of its own. */
export const completeInZsh: CompleteLines = (lines) =>
  offered("zsh", ["-f", resolve("test/completions/drive.zsh"), resolve("completions")], `${lines.join("\n")}\n`);

/** fish, which completes a line without a terminal. */
export const completeInFish: CompleteLines = (lines) => {
  const script = `source ${resolve("completions/sandbox-errors.fish")}; while read -l line; complete -C $line; echo .; end`;
  return offered("fish", ["--no-config", "-c", script], `${lines.join("\n")}\n`);
};

/** PowerShell, by the function that its Tab key calls. */
export const completeInPowershell: CompleteLines = (lines) => {
  const quoted = lines.map((line) => `'${line.replaceAll("'", "''")}'`).join(",");
  const script = `. '${resolve("completions/sandbox-errors.ps1")}'; foreach ($line in @(${quoted})) { (TabExpansion2 $line $line.Length).CompletionMatches | ForEach-Object { $_.CompletionText }; '.' }`;
  return offered("pwsh", ["-NoProfile", "-NonInteractive", "-Command", script], "");
};

/** A line that a shell printed without being asked for would stand among the offers, and so fail the test. */
function offered(shell: string, args: readonly string[], input: string): string[][] {
  const { stdout, stderr, error } = spawnSync(shell, args, {
    cwd: FOLDER,
    input,
    encoding: "utf8",
    timeout: 60_000,
    env: { PATH: process.env["PATH"], HOME: FOLDER, LC_ALL: "C.UTF-8" },
  });
  if (error !== undefined) throw error;
  if (stderr !== "") throw new Error(`${shell} complains: ${stderr}`);
  return stdout
    .split(/^\.\n/m)
    .slice(0, -1)
    .map((block) =>
      [
        ...new Set(
          block
            .split("\n")
            .filter((row) => row !== "")
            .map(bareOffer),
        ),
      ].sort(),
    );
}

/** Some shells say the part before = or @ again, a description, a space behind the word or a folder in front. */
function bareOffer(row: string): string {
  const word = (row.split("\t")[0] ?? "").trimEnd().replace(/^--[a-z-]+=(?=.)/, "");
  return word
    .replace(/^.*@/, "")
    .replace(/^[a-z]+=(?=.)/, "")
    .replace(/^\.[/\\]/, "")
    .replace(/\/$/, "");
}
