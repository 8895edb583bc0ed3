/** A size in megabytes and in bytes, such as `11.0 MB (11534336 bytes)`. */
export function formatMegabytes(bytes: number): string {
  return `${(bytes / (1024 * 1024)).toFixed(1)} MB (${bytes} bytes)`;
}
