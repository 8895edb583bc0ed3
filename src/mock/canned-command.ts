import { posix } from "node:path";
import { type FileTree, HOME_FOLDER } from "./file-tree.js";

const RUNS_NOTHING = "The embedded API runs nothing; this is its answer to every command.\n";

/**
 * The standard output that the embedded API gives for a command. It never runs anything: `echo`, `pwd` and `ls` are
 * answered from the text and from the files in memory, all else gets one line that says so.
 */
export function answerCommand(command: string, cwd: string, files: FileTree): string {
  // Whatever a shell would have to work out is not guessed at.
  if (/[|&;<>$`\\*?(){}\n]/.test(command)) return RUNS_NOTHING;
  const [program, ...words] = command.trim().split(/\s+/);
  if (program === "echo") return `${command.trim().slice("echo".length).trim().replace(/["']/g, "")}\n`;
  if (program === "pwd") return `${posix.resolve(HOME_FOLDER, cwd)}\n`;
  if (program === "ls") return listNames(posix.resolve(HOME_FOLDER, cwd, words.at(-1) ?? ""), files);
  return RUNS_NOTHING;
}

function listNames(path: string, files: FileTree): string {
  if (files.find(path)?.type !== "dir") return RUNS_NOTHING;
  return files
    .list(path, 1)
    .map((inner) => `${posix.basename(inner)}\n`)
    .join("");
}
