/** Kleene's three-valued logic: what is not known stays so unless the rest decides. */
export type Truth = "yes" | "no" | "unknown";

export const truthOf = (value: boolean): Truth => (value ? "yes" : "no");

export function not(truth: Truth): Truth {
  if (truth === "unknown") return truth;
  return truth === "yes" ? "no" : "yes";
}

/** Whether all hold; yes when there are none. */
export function all(truths: readonly Truth[]): Truth {
  if (truths.includes("no")) return "no";
  return truths.includes("unknown") ? "unknown" : "yes";
}

/** Whether at least one holds; no when there are none. */
export function any(truths: readonly Truth[]): Truth {
  if (truths.includes("yes")) return "yes";
  return truths.includes("unknown") ? "unknown" : "no";
}
