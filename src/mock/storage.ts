/** What all that clients leave behind may take, in bytes, and what one such request counts at least. */
const MOST_BYTES = 256 * 1024 * 1024;
const LEAST_BYTES = 2048;

/**
 * The endpoints that leave something behind, and how many times the bytes of the body that takes in memory: JSON that is kept
 * as values takes more than its text.
 */
const KEEPING: Readonly<Record<string, number>> = {
  "sandboxes.create": 1,
  "files.write": 1,
  "files.mkdir": 1,
  "files.rename": 1,
  "git.clone": 1,
  "threads.create": 1,
  "chat.send": 8,
  "vaults.create": 8,
  "vaults.update": 8,
  "credentials.create": 8,
  "credentials.update": 8,
};

/** What the embedded API says when it keeps nothing more. */
export const STORAGE_IS_FULL = "The embedded API keeps at most 256 MB; POST /__mock/reset empties it";

/** Bounds what clients leave behind, by the bytes of the bodies that they send. Only a reset gives space back. */
export class Storage {
  #bytes = 0;

  /** False where a request to this endpoint with a body of so many bytes has no room left. */
  take(endpointId: string, bytes: number): boolean {
    const times = KEEPING[endpointId];
    return times === undefined || this.takeBytes(Math.max(LEAST_BYTES, bytes * times));
  }

  /** False where so many bytes have no room left. */
  takeBytes(bytes: number): boolean {
    this.#bytes += bytes;
    return this.#bytes <= MOST_BYTES;
  }
}
