/** The name that the system or Node gives to an error, such as `ENOENT`; undefined where it has none. */
export function readErrorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
