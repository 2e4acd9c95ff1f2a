import type { Severity } from "#lib/domain/findings/finding.ts";

const ranks: Readonly<Record<Severity, number>> = { critical: 4, high: 3, medium: 2, low: 1 };

/** The graver of two severities; none is the least. */
export function graver(one: Severity | null, other: Severity | null): Severity | null {
  if (one === null || other === null) return one ?? other;
  return ranks[one] >= ranks[other] ? one : other;
}
