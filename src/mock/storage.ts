/** What all that clients leave behind may take, in bytes, and what one such request counts at least. */
const MOST_BYTES = 256 * 1024 * 1024;
const LEAST_BYTES = 2048;

/** The endpoints that leave something behind. */
const KEEPING: ReadonlySet<string> = new Set([
  "sandboxes.create",
  "files.write",
  "files.mkdir",
  "files.rename",
  "git.clone",
  "threads.create",
  "chat.send",
  "vaults.create",
  "vaults.update",
  "credentials.create",
  "credentials.update",
]);

/** What the embedded API says when it keeps nothing more. */
export const STORAGE_IS_FULL = "The embedded API keeps at most 256 MB; POST /__mock/reset empties it";

/** Bounds what clients leave behind, by the bytes of the bodies that they send. Only a reset gives space back. */
export class Storage {
  #bytes = 0;

  /** False where a request to this endpoint with a body of so many bytes has no room left. */
  take(endpointId: string, bytes: number): boolean {
    if (!KEEPING.has(endpointId)) return true;
    this.#bytes += Math.max(LEAST_BYTES, bytes);
    return this.#bytes <= MOST_BYTES;
  }
}
