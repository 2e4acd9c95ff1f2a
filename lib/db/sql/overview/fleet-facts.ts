import { createBinder } from "#lib/db/sql/period/binder.ts";
import { daysOf, type PeriodScope, placeCondition } from "#lib/db/sql/period/period-scope.ts";
import { rollupOf } from "#lib/db/sql/period/rollup-days.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { TightestRegion } from "#lib/domain/views/overview.ts";

export interface CostDayRow {
  readonly day: string;
  readonly usd: number | null;
  readonly unpriced: number;
}

/** The list-price cost of each UTC day; null where the scope cuts across rollup dimensions, which no rollup answers. */
export async function listCostDays(sql: Sql, scope: PeriodScope): Promise<CostDayRow[] | null> {
  const rollup = rollupOf(scope);
  if (!rollup) return null;
  const { first, last } = daysOf(scope);
  const { rows } = await sql.query<CostDayRow>(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, sum(cost_usd) AS usd, sum(unpriced_invocations)::float8 AS unpriced
     FROM rollup_days WHERE dimension = $1 AND (cardinality($2::text[]) = 0 OR value = ANY($2))
       AND day BETWEEN $3::date AND $4::date GROUP BY day ORDER BY day`,
    [rollup.dimension, rollup.values, first, last],
  );
  return rows;
}

/** The account-Region whose claimed concurrency came nearest to its limit in the period; null where none is known. */
export async function getTightestRegion(sql: Sql, scope: PeriodScope): Promise<TightestRegion | null> {
  const binder = createBinder();
  const { first, last } = daysOf(scope);
  const hours = scope.preset === "24h";
  const when = hours
    ? `m.at >= ${binder.bind(scope.from)} AND m.at < ${binder.bind(scope.to)}`
    : `m.day BETWEEN ${binder.bind(first)}::date AND ${binder.bind(last)}::date`;
  const { rows } = await sql.query<TightestRegion>(
    `SELECT r.account_id AS "accountId", a.name AS "accountName", r.region,
       max(m.claimed_concurrency_max) AS claimed, r.concurrent_executions AS limit
     FROM account_regions r JOIN accounts a ON a.id = r.account_id
     JOIN ${hours ? "region_hours" : "region_days"} m ON m.account_id = r.account_id AND m.region = r.region
     WHERE ${when} AND r.concurrent_executions > 0 AND m.claimed_concurrency_max IS NOT NULL AND ${placeCondition(scope, "r", binder)}
     GROUP BY r.account_id, a.name, r.region, r.concurrent_executions
     ORDER BY max(m.claimed_concurrency_max)::float8 / r.concurrent_executions DESC, r.account_id, r.region LIMIT 1`,
    [...binder.parameters],
  );
  return rows[0] ?? null;
}

/** Findings that are open, by severity. A role's finding counts where one of its functions is in scope. */
export async function countOpenFindings(
  sql: Sql,
  scope: PeriodScope,
): Promise<{ readonly severity: string; readonly count: number }[]> {
  const { rows } = await sql.query<{ severity: string; count: number }>(
    `SELECT severity, count(*)::int AS count FROM findings o
     WHERE status = 'open' AND (cardinality($1::text[]) = 0 OR account_id = ANY($1))
       AND ((cardinality($2::text[]) = 0 AND $3::text IS NULL) OR EXISTS (
         SELECT FROM functions f WHERE (f.arn = o.resource_arn OR (o.region IS NULL AND f.role_arn = o.resource_arn))
           AND f.deleted_at IS NULL AND (cardinality($2::text[]) = 0 OR f.region = ANY($2))
           AND ($3::text IS NULL OR f.team_id::text = $3)))
     GROUP BY severity`,
    [scope.accountIds, scope.regions, scope.teamId],
  );
  return rows;
}

export interface RecentChangeRow {
  readonly id: string;
  readonly at: Date;
  readonly entityKind: string;
  readonly entityId: string;
  readonly name: string;
  readonly kind: string;
  readonly summary: string;
  readonly actor: string | null;
  readonly total: number;
}

/** What changed since an instant, the latest first, with how many there are in all. */
export async function listRecentChanges(
  sql: Sql,
  scope: PeriodScope,
  since: Date,
  limit: number,
): Promise<RecentChangeRow[]> {
  const { rows } = await sql.query<RecentChangeRow>(
    `SELECT c.id, c.occurred_at AS at, c.entity_kind AS "entityKind", c.entity_id AS "entityId", c.entity_name AS name,
       c.kind, c.summary, c.actor, count(*) OVER ()::int AS total
     FROM changes c
     WHERE c.occurred_at >= $1 AND (cardinality($2::text[]) = 0 OR c.account_id = ANY($2))
       AND (cardinality($3::text[]) = 0 OR c.region = ANY($3))
       AND ($4::text IS NULL OR EXISTS (SELECT FROM functions f WHERE f.arn = c.entity_id AND f.team_id::text = $4))
     ORDER BY c.occurred_at DESC, c.id LIMIT $5`,
    [since, scope.accountIds, scope.regions, scope.teamId, limit],
  );
  return rows;
}
