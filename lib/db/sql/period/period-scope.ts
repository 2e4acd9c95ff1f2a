import type { Binder } from "./binder.ts";

/** What a read is narrowed to. Empty arrays mean all; `from` inclusive, `to` exclusive. */
export interface PeriodScope {
  readonly accountIds: readonly string[];
  readonly regions: readonly string[];
  readonly teamId: string | null;
  readonly from: Date;
  readonly to: Date;
  readonly preset: "24h" | "7d" | "30d" | "90d" | null;
}

const dayMs = 86_400_000;

/** The whole UTC days that a period touches: first and last day, both included, as YYYY-MM-DD. */
export function daysOf({ from, to }: Pick<PeriodScope, "from" | "to">): {
  readonly first: string;
  readonly last: string;
} {
  const last = new Date(Math.max(from.getTime(), to.getTime() - 1));
  return { first: from.toISOString().slice(0, 10), last: last.toISOString().slice(0, 10) };
}

/** How many days a period spans, at least one. */
export function dayCount({ from, to }: Pick<PeriodScope, "from" | "to">): number {
  return Math.max(1, Math.round((to.getTime() - from.getTime()) / dayMs));
}

/** The condition on accounts and Regions for a table alias that has both columns. */
export function placeCondition(
  scope: Pick<PeriodScope, "accountIds" | "regions">,
  alias: string,
  { bind }: Binder,
): string {
  const parts: string[] = [];
  if (scope.accountIds.length > 0) parts.push(`${alias}.account_id = ANY(${bind(scope.accountIds)}::text[])`);
  if (scope.regions.length > 0) parts.push(`${alias}.region = ANY(${bind(scope.regions)}::text[])`);
  return parts.length > 0 ? parts.join(" AND ") : "TRUE";
}

/** The condition on functions: account, Region and team. A team that is no uuid matches nothing and is no error. */
export function functionCondition(scope: PeriodScope, alias: string, binder: Binder): string {
  const place = placeCondition(scope, alias, binder);
  return scope.teamId === null ? place : `${place} AND ${alias}.team_id::text = ${binder.bind(scope.teamId)}`;
}
