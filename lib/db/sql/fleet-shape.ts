import type { AccountShape, PlaceShape } from "#lib/domain/collection/estimate-shape.ts";
import { isReadAccount } from "./accounts.ts";
import { carriesInsights } from "./carries-insights.ts";
import { metricsPerQualifier, rareMetricColumns } from "./extra-metrics.ts";
import type { Sql } from "./transaction.ts";

/** A place as the store knows it, and what only measurements tell: null where there are none. */
export interface StoredPlaceShape
  extends Omit<
    PlaceShape,
    "active" | "logBytesPerHour" | "logRetentionDays" | "dueDetails" | "queriedLogGroups" | "hasInsights"
  > {
  /** Functions that ran within three hours, on average over the last day that hours were read of. */
  readonly active: number | null;
  readonly logBytesPerHour: number | null;
  /** Log groups that functions write to, those that exist and can be queried. */
  readonly queriedLogGroups: number;
  readonly hasInsights: boolean;
}

const entries = (column: string) =>
  `coalesce(CASE WHEN jsonb_typeof(${column}) = 'array' THEN jsonb_array_length(${column}) END, 0)`;

/** Counts that are 0 where nothing of their kind is stored. */
const counted = [
  "functions",
  "images",
  "aliases",
  "publishing",
  "versions",
  '"signingConfigs"',
  "scaling",
  "restless",
  "mappings",
  "queues",
  "tagged",
  "vpcs",
  '"logGroups"',
  '"queriedLogGroups"',
  "listed",
  '"rareMetrics"',
  '"webFunctions"',
  '"capacityProviders"',
  '"scalableTargets"',
  '"scheduledActions"',
  '"scalingPolicies"',
] as const;

/** Counts all account-Regions of accounts that are read. Reads whole tables. */
export async function listPlaceShapes(sql: Sql, now: Date): Promise<StoredPlaceShape[]> {
  const { rows } = await sql.query<StoredPlaceShape>(
    `WITH fn AS (
       SELECT id, account_id, region, package_type, code_signing_config_arn, managed_instances, vpc_id, snap_start, tags,
         last_invoked_at, last_modified, log_group_name, ${carriesInsights} AS has_insights, ${entries("aliases")} AS alias_count,
         ${entries("versions")} AS version_count
       FROM functions LEFT JOIN function_activity ON function_id = id WHERE deleted_at IS NULL
     ), counted AS (
       SELECT account_id, region, count(*)::int AS functions,
         count(*) FILTER (WHERE package_type = 'Image')::int AS images, sum(alias_count)::int AS aliases,
         count(*) FILTER (WHERE version_count > 0)::int AS publishing, sum(version_count)::int AS versions,
         count(DISTINCT code_signing_config_arn)::int AS "signingConfigs",
         coalesce(sum(version_count + 1) FILTER (WHERE managed_instances), 0)::int AS scaling,
         count(*) FILTER (WHERE vpc_id IS NOT NULL OR package_type = 'Image' OR snap_start <> 'None')::int AS restless,
         count(*) FILTER (WHERE tags <> '{}'::jsonb)::int AS tagged, count(DISTINCT vpc_id)::int AS vpcs,
         count(*) FILTER (WHERE last_invoked_at >= $1::timestamptz - interval '14 days')::int AS listed,
         bool_or(has_insights) AS "hasInsights",
         coalesce(bool_or(last_modified >= $1::timestamptz - interval '90 days'), false) AS "modifiedLately"
       FROM fn GROUP BY 1, 2
     ), mapped AS (
       SELECT account_id, region, count(*)::int AS mappings,
         count(DISTINCT event_source_arn) FILTER (WHERE service = 'sqs')::int AS queues
       FROM event_source_mappings GROUP BY 1, 2
     ), grouped AS (
       SELECT g.account_id, g.region, count(*)::int AS "logGroups",
         count(*) FILTER (WHERE log_group_class <> 'DELIVERY' AND EXISTS (SELECT FROM fn
           WHERE fn.account_id = g.account_id AND fn.region = g.region AND fn.log_group_name = g.name))::int AS "queriedLogGroups",
         sum(l.bytes_per_hour)::float8 AS "logBytesPerHour"
       FROM log_groups g LEFT JOIN log_readings l
         ON l.account_id = g.account_id AND l.region = g.region AND l.log_group_name = g.name
       GROUP BY 1, 2
     ), ran AS (
       SELECT f.account_id, f.region, count(*) / 8.0 AS active
       FROM (SELECT DISTINCT account_id, function_id, floor(extract(epoch FROM at) / 10800) FROM function_hours
         WHERE at >= $1::timestamptz - interval '24 hours' AND at <= $1 AND invocations > 0) h
         JOIN fn f ON f.account_id = h.account_id AND f.id = h.function_id
       GROUP BY 1, 2
     ), held AS (
       SELECT account_id, function_id, ${metricsPerQualifier} * count(DISTINCT qualifier) AS metrics FROM provisioned_days
       WHERE day >= ($1::timestamptz AT TIME ZONE 'UTC')::date - 14 GROUP BY 1, 2
     ), rare AS (
       SELECT f.account_id, f.region, sum(coalesce(held.metrics, 0) + ${rareMetricColumns.map((name) => `(d.${name} IS NOT NULL)::int`).join(" + ")})::int AS "rareMetrics"
       FROM (SELECT account_id, function_id, ${rareMetricColumns.map((name) => `max(${name}) AS ${name}`).join(", ")} FROM function_days
         WHERE day >= ($1::timestamptz AT TIME ZONE 'UTC')::date - 14 GROUP BY 1, 2) d
         JOIN fn f ON f.account_id = d.account_id AND f.id = d.function_id
         LEFT JOIN held ON held.account_id = d.account_id AND held.function_id = d.function_id
       GROUP BY 1, 2
     ), natted AS (
       SELECT account_id, region, count(DISTINCT route->>'target')::int AS nats
       FROM account_regions, jsonb_array_elements(network->'routeTables') routes, jsonb_array_elements(routes->'routes') route
       WHERE route->>'target' LIKE 'nat-%' GROUP BY 1, 2
     ), beside AS (
       SELECT account_id, region, count(*) FILTER (WHERE kind = 'webFunction')::int AS "webFunctions",
         count(*) FILTER (WHERE kind = 'capacityProvider')::int AS "capacityProviders",
         count(*) FILTER (WHERE kind = 'scalableTarget')::int AS "scalableTargets",
         count(*) FILTER (WHERE kind = 'scheduledAction')::int AS "scheduledActions",
         count(*) FILTER (WHERE kind = 'scalingPolicy')::int AS "scalingPolicies"
       FROM region_resources WHERE deleted_at IS NULL GROUP BY 1, 2
     )
     SELECT p.account_id AS "accountId", p.region,
       ${counted.map((name) => `coalesce(${name}, 0) AS ${name}`).join(", ")},
       -- Where no network was read: one for each VPC, which is usual.
       CASE WHEN p.network IS NULL THEN coalesce(vpcs, 0) ELSE coalesce(nats, 0) END AS "natGateways",
       active::float8 AS active, "logBytesPerHour", coalesce("hasInsights", false) AS "hasInsights",
       coalesce("modifiedLately", false) AS "modifiedLately"
     FROM account_regions p JOIN accounts a ON a.id = p.account_id AND ${isReadAccount}
         AND (a.regions_filter = '{}' OR p.region = ANY (a.regions_filter))
       LEFT JOIN counted USING (account_id, region) LEFT JOIN mapped USING (account_id, region)
       LEFT JOIN grouped USING (account_id, region) LEFT JOIN ran USING (account_id, region)
       LEFT JOIN rare USING (account_id, region) LEFT JOIN beside USING (account_id, region)
       LEFT JOIN natted USING (account_id, region)
     ORDER BY p.account_id, p.region`,
    [now],
  );
  return rows;
}

/** Accounts that are read, with how much IAM lists of them. */
export async function listAccountShapes(sql: Sql): Promise<AccountShape[]> {
  const { rows } = await sql.query<AccountShape>(
    `SELECT a.id AS "accountId", a.role_arn IS NULL AS own,
       ((SELECT count(*) FROM roles r WHERE r.account_id = a.id AND r.deleted_at IS NULL)
         + (SELECT count(*) FROM managed_policies p WHERE p.account_id = a.id))::int AS entities,
       (SELECT count(*)::int FROM roles r WHERE r.account_id = a.id AND r.deleted_at IS NULL
         AND EXISTS (SELECT FROM functions f WHERE f.account_id = a.id AND f.role_arn = r.role_arn AND f.deleted_at IS NULL)
       ) AS "usedRoles"
     FROM accounts a WHERE ${isReadAccount}
     -- The caller's own account is asked first.
     ORDER BY a.role_arn IS NOT NULL, a.id`,
  );
  return rows;
}

/** A function as far as it decides how many calls its detail takes, and when that is due. */
export interface DetailSubject {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly vpcId: string | null;
  readonly packageType: string;
  readonly snapStart: string;
  readonly detailObservedAt: Date | null;
  readonly aliases: number;
  readonly versions: number;
  readonly managedInstances: boolean;
}

export async function listDetailSubjects(sql: Sql): Promise<DetailSubject[]> {
  const { rows } = await sql.query<DetailSubject>(
    `SELECT account_id AS "accountId", region, name, vpc_id AS "vpcId", package_type AS "packageType",
       snap_start AS "snapStart", detail_observed_at AS "detailObservedAt", ${entries("aliases")} AS aliases,
       ${entries("versions")} AS versions, managed_instances AS "managedInstances"
     FROM functions WHERE deleted_at IS NULL ORDER BY account_id, region, name`,
  );
  return rows;
}

/** When functions were last listed, over all places; null where they never were. */
export async function lastListedAt(sql: Sql): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date | null }>(
    "SELECT max(observed_at) AS at FROM source_states WHERE source = 'functions'",
  );
  return rows[0]?.at ?? null;
}
