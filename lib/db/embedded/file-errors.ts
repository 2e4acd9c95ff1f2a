/** Whether a file or process is simply not there (any more). */
export function isMissing(error: unknown): boolean {
  return hasCode(error, "ENOENT") || hasCode(error, "ESRCH") || hasCode(error, "ENOTDIR");
}

/** Whether a failure of the operating system carries this code. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
