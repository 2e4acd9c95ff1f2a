import { hasStarts } from "#lib/db/sql/cold-starts/waited.ts";
import { createBinder } from "#lib/db/sql/period/binder.ts";
import { functionPeriod } from "#lib/db/sql/period/function-period.ts";
import type { PeriodScope } from "#lib/db/sql/period/period-scope.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { FleetTotals } from "#lib/domain/views/overview.ts";

/** What the functions in scope did in the period, added up. */
export async function getFleetTotals(sql: Sql, scope: PeriodScope): Promise<FleetTotals> {
  const binder = createBinder();
  const { rows } = await sql.query<FleetTotals>(
    `WITH ${functionPeriod(scope, binder)}
     SELECT count(*)::int AS functions, count(invocations)::int AS measured,
       sum(invocations)::float8 AS invocations, sum(errors)::float8 AS errors, sum(throttles)::float8 AS throttles,
       sum(reports) FILTER (WHERE ${hasStarts})::float8 AS reports,
       sum(coalesce(cold_starts, 0) + coalesce(restores, 0) + coalesce(init_failures, 0))
         FILTER (WHERE reports IS NOT NULL AND ${hasStarts})::float8 AS starts,
       sum(invocations) FILTER (WHERE ${hasStarts})::float8 AS "startInvocations",
       (count(*) FILTER (WHERE NOT ${hasStarts}))::int AS "onInstances"
     FROM p`,
    [...binder.parameters],
  );
  const none = {
    functions: 0,
    measured: 0,
    invocations: null,
    errors: null,
    throttles: null,
    reports: null,
    starts: null,
    startInvocations: null,
    onInstances: 0,
  };
  return rows[0] ?? none;
}
