/** How an invocation fails, as its log tells: `init` is an environment that could not be made ready. */
export const failureKinds = ["timeout", "outOfMemory", "error", "init"] as const;
export type FailureKind = (typeof failureKinds)[number];

const names: Readonly<Record<FailureKind, string>> = {
  timeout: "Timeout",
  outOfMemory: "Out of memory",
  error: "Error",
  init: "Failed init",
};

/** What a series of failures is called: the error type where there is one that says more than the kind, else the kind. */
export function failureTitle(kind: FailureKind, errorType: string): string {
  if (errorType === "" || (kind === "outOfMemory" && errorType === "Runtime.OutOfMemory")) return names[kind];
  return kind === "error" ? errorType : `${names[kind]}: ${errorType}`;
}

/** The kind in words. */
export function failureKindName(kind: FailureKind): string {
  return names[kind];
}
