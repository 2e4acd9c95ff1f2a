import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { type Binder, createBinder } from "#lib/db/sql/period/binder.ts";
import { daysOf, functionCondition, type PeriodScope, placeCondition } from "#lib/db/sql/period/period-scope.ts";
import type { JsonObject } from "#lib/domain/fleet/observed.ts";
import type { Granularity } from "./region-moments.ts";

/** Provisioned concurrency of one version or alias, and what of it was used. */
export interface ProvisionedRow {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly architecture: string;
  readonly memoryMb: number | null;
  readonly qualifier: string;
  readonly requested: number;
  readonly allocated: number;
  readonly status: string;
  /** Hours of the period in which the account-Region's versions and aliases were asked for. */
  readonly readHours: number;
  readonly usedHours: number | null;
  readonly concurrencyMax: number | null;
  readonly utilizationMax: number | null;
  readonly spillover: number | null;
}

/** Where usage is read from, and hours that one row of it stands for. */
function usageOf(scope: PeriodScope, granularity: Granularity, { bind }: Binder) {
  if (granularity === "hour") {
    const within = (alias: string) => `${alias}at >= ${bind(scope.from)} AND ${alias}at < ${bind(scope.to)}`;
    return {
      used: "sum(u.utilization_avg)",
      usage: `provisioned_hours u WHERE ${within("u.")}`,
      read: `SELECT u.account_id, u.region, count(*)::float8 AS hours FROM region_hours u
        JOIN account_regions r USING (account_id, region)
        WHERE ${within("u.")} AND u.at >= date_trunc('hour', r.provisioned_read_since) GROUP BY 1, 2`,
    };
  }
  const { first, last } = daysOf(scope);
  const within = (alias: string) => `${alias}day BETWEEN ${bind(first)}::date AND ${bind(last)}::date`;
  return {
    used: "sum(u.utilization_avg * coalesce(u.called_hours, 24))",
    usage: `provisioned_days u WHERE ${within("u.")}`,
    // The last day counts as far as the period goes: the hours to come are not idle.
    read: `SELECT u.account_id, u.region, sum(least(24, greatest(0, extract(epoch FROM
        ${bind(scope.to)}::timestamptz - (u.day::timestamp AT TIME ZONE 'UTC')) / 3600)))::float8 AS hours
      FROM region_days u JOIN account_regions r USING (account_id, region)
      WHERE ${within("u.")} AND u.day >= (r.provisioned_read_since AT TIME ZONE 'UTC')::date GROUP BY 1, 2`,
  };
}

/** Versions and aliases with provisioned concurrency, the most of it first. */
export function listProvisioned(
  pool: Pool,
  scope: PeriodScope,
  granularity: Granularity,
  limit: number,
): Promise<ProvisionedRow[]> {
  const binder = createBinder();
  const { used, usage, read } = usageOf(scope, granularity, binder);
  return sql<ProvisionedRow & Record<string, unknown>>(
    pool,
    `WITH held AS (
       SELECT f.id, f.account_id, f.region, f.arn, f.name, f.architecture, f.memory_mb, c->>'qualifier' AS qualifier,
         (c->>'requested')::int AS requested, (c->>'allocated')::int AS allocated, c->>'status' AS status
       FROM functions f, jsonb_array_elements(
         CASE WHEN jsonb_typeof(f.provisioned_concurrency) = 'array' THEN f.provisioned_concurrency ELSE '[]' END) c
       WHERE f.deleted_at IS NULL AND ${functionCondition(scope, "f", binder)}
       ORDER BY (c->>'requested')::int DESC, f.id LIMIT ${binder.bind(limit)}
     ), used AS (
       SELECT u.account_id, u.function_id, u.qualifier, ${used}::float8 AS used_hours,
         max(u.concurrency_max) AS concurrency_max, max(u.utilization_max) AS utilization_max,
         sum(u.spillover)::float8 AS spillover
       FROM ${usage} AND u.function_id IN (SELECT id FROM held) GROUP BY 1, 2, 3
     ), read AS (${read})
     SELECT h.arn, h.name, h.account_id AS "accountId", h.region, h.architecture, h.memory_mb AS "memoryMb", h.qualifier,
       h.requested, h.allocated, h.status, coalesce(r.hours, 0) AS "readHours", u.used_hours AS "usedHours",
       u.concurrency_max AS "concurrencyMax", u.utilization_max AS "utilizationMax", u.spillover
     FROM held h LEFT JOIN read r USING (account_id, region)
       LEFT JOIN used u ON u.account_id = h.account_id AND u.function_id = h.id AND u.qualifier = h.qualifier
     ORDER BY h.requested DESC, h.name, h.qualifier`,
    binder.parameters,
  );
}

/** Something that sets provisioned concurrency, as AWS sent it. */
export interface ScalingRow {
  readonly accountId: string;
  readonly region: string;
  readonly kind: "scalableTarget" | "scheduledAction" | "scalingPolicy";
  readonly document: JsonObject;
}

/** Scalable targets with their schedules and policies, of some resources (`function:name:qualifier`). */
export function listScaling(
  pool: Pool,
  scope: Pick<PeriodScope, "accountIds" | "regions">,
  resourceIds: readonly string[],
): Promise<ScalingRow[]> {
  const binder = createBinder();
  return sql<ScalingRow & Record<string, unknown>>(
    pool,
    `SELECT r.account_id AS "accountId", r.region, r.kind, r.document FROM region_resources r
     WHERE r.kind IN ('scalableTarget', 'scheduledAction', 'scalingPolicy') AND r.deleted_at IS NULL
       AND r.document->>'ResourceId' = ANY(${binder.bind(resourceIds)}::text[]) AND ${placeCondition(scope, "r", binder)}
     ORDER BY r.account_id, r.region, r.kind, r.arn`,
    binder.parameters,
  );
}

/** Account-Regions whose schedules and policies could not be read, with the reason. */
export function listScalingUnknowns(
  pool: Pool,
  scope: Pick<PeriodScope, "accountIds" | "regions">,
): Promise<{ readonly accountId: string; readonly region: string; readonly reason: string }[]> {
  const binder = createBinder();
  return sql<{ accountId: string; region: string; reason: string }>(
    pool,
    `SELECT r.account_id AS "accountId", r.region, min(u.value->>'reason') AS reason
     FROM account_regions r, jsonb_each(r.resource_unknowns) u
     WHERE u.key IN ('scalableTarget', 'scheduledAction', 'scalingPolicy') AND ${placeCondition(scope, "r", binder)}
     GROUP BY 1, 2
     UNION ALL
     SELECT r.account_id, r.region, coalesce(s.reason, 'Schedules and scaling policies have not been read yet.')
     FROM account_regions r LEFT JOIN source_states s
       ON s.account_id = r.account_id AND s.region = r.region AND s.source = 'region-resources'
     WHERE coalesce(s.state, 'notYetRead') <> 'known' AND r.resource_unknowns = '{}' AND ${placeCondition(scope, "r", binder)}`,
    binder.parameters,
  );
}
