import type { EscalationPath } from "#lib/domain/iam/escalation/escalation-path.ts";
import { tellingWays } from "#lib/domain/iam/escalation/telling-ways.ts";

/** Paths apart: those that tell something of their own, and those that only add to one of them. */
export interface SortedEscalations {
  readonly telling: readonly EscalationPath[];
  readonly longer: readonly EscalationPath[];
}

function order(paths: readonly EscalationPath[]): readonly EscalationPath[] {
  return paths.toSorted(
    (one, other) => Number(one.potential) - Number(other.potential) || one.steps.length - other.steps.length,
  );
}

/** Certain paths before potential ones, short before long; those that need more than another apart. */
export function sortEscalations(paths: readonly EscalationPath[]): SortedEscalations {
  const telling = new Set(
    tellingWays(paths, ({ steps, potential }) => ({ actions: steps.map(({ action }) => action), potential })),
  );
  return {
    telling: order(paths.filter((path) => telling.has(path))),
    longer: order(paths.filter((path) => !telling.has(path))),
  };
}
