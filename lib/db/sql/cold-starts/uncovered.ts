import type { Pool } from "pg";
import { sql } from "#lib/db/client.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { functionPeriod } from "#lib/db/sql/period/function-period.ts";
import type { PeriodScope } from "#lib/db/sql/period/period-scope.ts";
import { hasStarts } from "./waited.ts";

export interface UncoveredRow {
  readonly total: number;
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly roleArn: string;
  readonly invocations: number;
  readonly reports: number;
  readonly logFormat: string;
  readonly systemLogLevel: string | null;
  readonly logGroupName: string;
  readonly functionsInGroup: number;
  /** How the log groups of the place were read; null when never. */
  readonly logGroupsState: string | null;
  readonly logGroupArn: string | null;
  readonly logGroupClass: string | null;
  readonly retentionDays: number | null;
  readonly startsState: string | null;
  readonly startsReason: string | null;
}

/**
 * Functions that ran and whose reports cover less than 95 % of it, the busiest first, with what may tell why. Functions on
 * Managed Instances have no starts that could be missed.
 */
export function listUncovered(pool: Pool, scope: PeriodScope, limit: number): Promise<UncoveredRow[]> {
  const binder = createBinder();
  return sql<UncoveredRow>(
    pool,
    `WITH ${functionPeriod(scope, binder)},
     uncovered AS (
       SELECT p.*, count(*) OVER ()::int AS total FROM p
       WHERE p.invocations > 0 AND coalesce(p.reports, 0) < 0.95 * p.invocations AND ${hasStarts}
       ORDER BY p.invocations - coalesce(p.reports, 0) DESC, p.id LIMIT ${binder.bind(limit)}
     )
     SELECT u.total, u.arn, u.name, u.account_id AS "accountId", u.region, u.role_arn AS "roleArn",
       u.invocations::float8, coalesce(u.reports, 0)::float8 AS reports, u.log_format AS "logFormat",
       u.system_log_level AS "systemLogLevel", u.log_group_name AS "logGroupName",
       shared.functions AS "functionsInGroup",
       groups.state AS "logGroupsState", g.arn AS "logGroupArn", g.log_group_class AS "logGroupClass",
       g.retention_days AS "retentionDays", starts.state AS "startsState", starts.reason AS "startsReason"
     FROM uncovered u
     LEFT JOIN log_groups g ON g.account_id = u.account_id AND g.region = u.region AND g.name = u.log_group_name
     LEFT JOIN source_states groups ON groups.account_id = u.account_id AND groups.region = u.region
       AND groups.source = 'log-groups'
     LEFT JOIN source_states starts ON starts.account_id = u.account_id AND starts.region = u.region
       AND starts.source = 'starts'
     LEFT JOIN (
       SELECT account_id, region, log_group_name, count(*)::int AS functions FROM functions
       WHERE deleted_at IS NULL GROUP BY 1, 2, 3
     ) shared ON shared.account_id = u.account_id AND shared.region = u.region AND shared.log_group_name = u.log_group_name
     ORDER BY u.invocations - coalesce(u.reports, 0) DESC, u.id`,
    binder.parameters,
  );
}
