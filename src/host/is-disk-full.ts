/** True for the system's names of what keeps a write from fitting: a full disk, a quota, the largest size of a file. */
export function isDiskFull(code: unknown): boolean {
  return code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG";
}
