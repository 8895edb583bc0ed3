import { readlink, realpath } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/** As many links as Linux follows. */
const MOST_LINKS = 40;

/**
 * The path of the file itself: where links lead to, also where the last of them names a file that does not exist yet.
 * Stops at a descriptor of this process, which is no file to put another in the place of. Rejects with Node's own error
 * where links go round in a circle.
 */
export async function findTarget(path: string): Promise<string> {
  let next = path;
  for (let links = 0; links < MOST_LINKS; links += 1) {
    if (readDescriptor(next) !== undefined) return next;
    const link = await readlink(next).catch(() => undefined);
    if (link === undefined) return realpath(next).catch(() => next);
    next = resolve(dirname(next), link);
  }
  return realpath(path);
}

/** The number of the descriptor that a path names, such as 1 for `/dev/stdout` and 63 for what bash makes of `>(…)`. */
export function readDescriptor(path: string): number | undefined {
  const named = { "/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2 }[path];
  const digits = /^(?:\/dev|\/proc\/self)\/fd\/(\d{1,9})$/.exec(path)?.[1];
  return digits === undefined ? named : Number(digits);
}
