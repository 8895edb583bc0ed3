import { posix } from "node:path";
import { Refusal } from "./refusal.js";
import { STORAGE_IS_FULL } from "./storage.js";

/** Where relative paths start. */
export const HOME_FOLDER = "/home/user";

/** What a file or folder takes beside its name and content. */
const NODE_BYTES = 200;

/** PATH_MAX of Linux. */
const MAX_PATH_LENGTH = 4096;

/** A file with its content, or a folder. Times are ms since 1970. */
export type FileNode =
  | { readonly type: "file"; readonly content: Buffer; readonly modifiedAtMs: number }
  | { readonly type: "dir"; readonly modifiedAtMs: number };

/** The files of one sandbox, in memory. Paths are POSIX; a relative one starts at HOME_FOLDER. */
export class FileTree {
  readonly #nodes = new Map<string, FileNode>();

  /** `takeRoom` is asked for the bytes that each further name takes; where it says false there is no room left. */
  constructor(
    private readonly now: () => number,
    private readonly takeRoom: (bytes: number) => boolean = () => true,
  ) {
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
    if (!this.#nodes.has(full)) this.#takeRoom([full]);
    this.#nodes.set(full, { type: "file", content, modifiedAtMs: this.now() });
  }

  /** Makes a folder and those above it; false where it was there. Throws a Refusal `conflict` where a file is in the way. */
  makeFolder(path: string): boolean {
    const missing: string[] = [];
    let full = this.resolve(path);
    // Resolved once: a path of 4096 characters has 2,000 folders.
    for (; !this.#nodes.has(full); full = posix.dirname(full)) {
      missing.push(full);
      if (full === "/") break;
    }
    if (this.#nodes.get(full)?.type === "file") throw new Refusal("conflict", `Path "${full}" is a file`);
    this.#takeRoom(missing);
    for (const folder of missing.reverse()) this.#nodes.set(folder, { type: "dir", modifiedAtMs: this.now() });
    return missing.length > 0;
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
    const moved = [from, ...this.#below(from)].map((path) => ({ path, newPath: to + path.slice(from.length) }));
    // Asked for at once: half a folder is not moved.
    this.#takeRoom(moved.map((each) => each.newPath));
    for (const each of moved) this.#move(each.path, each.newPath);
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

  /** Content is counted where it is sent; names may be long, and a path of 4096 characters makes 2,000 folders. */
  #takeRoom(names: readonly string[]): void {
    const bytes = names.reduce((sum, name) => sum + name.length + NODE_BYTES, 0);
    if (!this.takeRoom(bytes)) throw new Refusal("sandbox_error", STORAGE_IS_FULL);
  }
}

function isBelow(path: string, folder: string): boolean {
  return path !== folder && path.startsWith(folder === "/" ? "/" : `${folder}/`);
}
