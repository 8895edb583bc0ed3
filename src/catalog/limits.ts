/** The largest body that the server reads: 10 MB, in bytes (observed). */
export const LARGEST_BODY_BYTES = 10 * 1024 * 1024;
