import { posix } from "node:path";
import { Refusal } from "./refusal.js";

/** Where relative paths start. */
export const HOME_FOLDER = "/home/user";

/** PATH_MAX of Linux. */
const MAX_PATH_LENGTH = 4096;

/** A file with its content, or a folder. Times are ms since 1970. */
export type FileNode =
  | { readonly type: "file"; readonly content: Buffer; readonly modifiedAtMs: number }
  | { readonly type: "dir"; readonly modifiedAtMs: number };

/** The files of one sandbox, in memory. Paths are POSIX; a relative one starts at HOME_FOLDER. */
export class FileTree {
  readonly #nodes = new Map<string, FileNode>();

  constructor(private readonly now: () => number) {
    this.makeFolder(HOME_FOLDER);
  }

  /** The absolute form of a path; throws a Refusal where it is longer than 4096 characters. */
  resolve(path: string): string {
    if (path.length > MAX_PATH_LENGTH) throw new Refusal("invalid_request", "path is too long");
    return posix.resolve(HOME_FOLDER, path);
  }

  /** What is at a path, or undefined. */
  find(path: string): FileNode | undefined {
    return this.#nodes.get(this.resolve(path));
  }

  /** What is at a path; throws a Refusal `not_found` where nothing is. */
  get(path: string): FileNode {
    const node = this.find(path);
    if (node === undefined) throw new Refusal("not_found", `Path "${path}" not found`);
    return node;
  }

  /** Writes a file and the folders above it; throws a Refusal `conflict` where a folder has the path. */
  write(path: string, content: Buffer): void {
    const full = this.resolve(path);
    if (this.#nodes.get(full)?.type === "dir") throw new Refusal("conflict", `Path "${path}" is a folder`);
    this.makeFolder(posix.dirname(full));
    this.#nodes.set(full, { type: "file", content, modifiedAtMs: this.now() });
  }

  /** Makes a folder and those above it; false where it was there. Throws a Refusal `conflict` where a file is in the way. */
  makeFolder(path: string): boolean {
    const full = this.resolve(path);
    const node = this.#nodes.get(full);
    if (node?.type === "file") throw new Refusal("conflict", `Path "${full}" is a file`);
    if (node !== undefined) return false;
    if (full !== "/") this.makeFolder(posix.dirname(full));
    this.#nodes.set(full, { type: "dir", modifiedAtMs: this.now() });
    return true;
  }

  /** The paths below a folder, down to `depth` levels, sorted. Throws a Refusal where the path is no folder. */
  list(path: string, depth: number): string[] {
    if (this.get(path).type === "file") throw new Refusal("invalid_request", `Path "${path}" is not a folder`);
    const full = this.resolve(path);
    const levels = (text: string) => text.split("/").filter((part) => part !== "").length;
    return this.#below(full).filter((inner) => levels(inner) - levels(full) <= depth);
  }

  /** Moves a file, or a folder with all that is in it; returns the absolute new path. Replaces a file, never a folder. */
  rename(oldPath: string, newPath: string): string {
    const from = this.resolve(oldPath);
    const to = this.resolve(newPath);
    const node = this.get(oldPath);
    if (from === to) return to;
    if (isBelow(to, from)) throw new Refusal("invalid_request", "newPath must not be inside oldPath");
    const target = this.#nodes.get(to);
    if (target !== undefined && (target.type === "dir" || node.type === "dir")) {
      throw new Refusal("conflict", `Path "${newPath}" already exists`);
    }
    this.makeFolder(posix.dirname(to));
    for (const inner of this.#below(from)) this.#move(inner, to + inner.slice(from.length));
    this.#move(from, to);
    return to;
  }

  /** Removes a file, or a folder with all that is in it. */
  remove(path: string): void {
    const full = this.resolve(path);
    this.get(path);
    if (full === "/") throw new Refusal("invalid_request", "path must not be the root folder");
    for (const inner of this.#below(full)) this.#nodes.delete(inner);
    this.#nodes.delete(full);
  }

  #below(folder: string): string[] {
    return [...this.#nodes.keys()].filter((path) => isBelow(path, folder)).sort();
  }

  #move(from: string, to: string): void {
    const node = this.#nodes.get(from);
    if (node === undefined) return;
    this.#nodes.delete(from);
    this.#nodes.set(to, node);
  }
}

function isBelow(path: string, folder: string): boolean {
  return path !== folder && path.startsWith(folder === "/" ? "/" : `${folder}/`);
}
