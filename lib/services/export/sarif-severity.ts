import type { Severity } from "#lib/domain/findings/finding.ts";

/** How SARIF says how grave a result is. */
export const sarifLevels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
};

/** GitHub and others rank by this property: 9.0 and above is critical, 7.0 high, 4.0 medium. */
export const sarifScores: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
};
