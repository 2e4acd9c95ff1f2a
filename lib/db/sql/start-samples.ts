import type { Pool } from "pg";
import { sql as ask } from "#lib/db/client.ts";
import type { StartSamplePage } from "#lib/domain/collection/source.ts";
import type { StartSample } from "#lib/domain/starts/felt-starts.ts";
import { createBinder } from "./period/binder.ts";
import { type FunctionDimension, groupExpression } from "./period/group-expression.ts";
import { daysOf, functionCondition, type PeriodScope } from "./period/period-scope.ts";
import { isoDay, type Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

/** Days of which it is remembered that they were sampled: further back nothing is planned. */
const rememberedDays = 60;

/** Keeps what the sampled hour of a day has shown; a day that is looked at again replaces what was seen before. */
export async function saveStartSample(sql: Sql, place: Place, sample: StartSamplePage): Promise<void> {
  const day = isoDay(sample.day);
  const { functions } = sample;
  if (functions.length > 0) {
    await sql.query(
      `INSERT INTO start_samples (account_id, function_id, day, inits, ahead, unseen)
       SELECT f.account_id, f.id, $3::date, r.inits, r.ahead, r.unseen
       FROM unnest($4::text[], $5::int[], $6::int[], $7::int[]) AS r(name, inits, ahead, unseen)
       JOIN functions f ON f.account_id = $1 AND f.region = $2 AND f.name = r.name
       ON CONFLICT (account_id, function_id, day) DO UPDATE SET
         inits = EXCLUDED.inits, ahead = EXCLUDED.ahead, unseen = EXCLUDED.unseen`,
      [
        place.accountId,
        place.region,
        day,
        functions.map(({ functionName }) => functionName),
        functions.map(({ inits }) => inits),
        functions.map(({ ahead }) => ahead),
        functions.map(({ unseen }) => unseen),
      ],
    );
  }
  await sql.query(
    `INSERT INTO log_readings AS l (account_id, region, log_group_name, scanned, sampled_days)
     SELECT DISTINCT $1, $2, name, '{}'::tstzmultirange, datemultirange(daterange($3::date, $3::date, '[]'))
     FROM unnest($4::text[]) AS name ORDER BY name
     ON CONFLICT (account_id, region, log_group_name) DO UPDATE SET sampled_days =
       l.sampled_days - datemultirange(daterange(NULL, $3::date - ${rememberedDays})) + EXCLUDED.sampled_days`,
    [place.accountId, place.region, day, sample.logGroupNames],
  );
}

/** The first day of which something was sampled in a place, as far as that is remembered; null where nothing was. */
export async function getFirstSampledDay(sql: Sql, place: Place): Promise<Date | null> {
  const { rows } = await sql.query<{ day: string | null }>(
    "SELECT min(lower(sampled_days))::text AS day FROM log_readings WHERE account_id = $1 AND region = $2",
    [place.accountId, place.region],
  );
  const day = rows[0]?.day ?? null;
  return day === null ? null : new Date(`${day}T00:00:00Z`);
}

/** A UTC day (YYYY-MM-DD) on which functions of a log group started, and whose hour was not looked at. */
export interface UnsampledDay {
  readonly logGroupName: string;
  readonly day: string;
}

/** Days from `from` on, that are over, on which functions started and which were not sampled. */
export async function listUnsampledDays(sql: Sql, place: Place, from: Date, to: Date): Promise<UnsampledDay[]> {
  const { rows } = await sql.query<UnsampledDay>(
    `SELECT DISTINCT f.log_group_name AS "logGroupName", d.day::text AS day
     FROM function_days d JOIN functions f ON f.account_id = d.account_id AND f.id = d.function_id
     WHERE d.account_id = $1 AND f.region = $2 AND f.deleted_at IS NULL AND d.day >= $3::date AND d.day < $4::date
       -- What Lambda Insights told is not in the function's own log.
       AND d.cold_starts > 0 AND d.insights_reports IS NULL
       AND NOT EXISTS (SELECT FROM log_readings l WHERE l.account_id = $1 AND l.region = $2
         AND l.log_group_name = f.log_group_name AND l.sampled_days @> d.day)`,
    [place.accountId, place.region, isoDay(from), isoDay(to)],
  );
  return rows;
}

const sums = `coalesce(sum(s.inits), 0)::int AS inits, coalesce(sum(s.ahead), 0)::int AS ahead,
  coalesce(sum(s.unseen), 0)::int AS unseen`;

/**
 * What the sampled hours of the days that a period touches have shown of the functions in scope, by the value that they
 * have in a dimension; groups without a sample are absent.
 */
export async function sumStartSamplesBy(
  pool: Pool,
  scope: PeriodScope,
  dimension: FunctionDimension,
): Promise<ReadonlyMap<string, StartSample>> {
  const binder = createBinder();
  const rows = await ask<StartSample & { value: string }>(
    pool,
    `SELECT ${groupExpression(dimension, binder)} AS value, ${sums} FROM ${sampledFunctions(scope, binder)} GROUP BY 1`,
    binder.parameters,
  );
  return new Map(rows.map(({ value, ...sample }) => [value, sample]));
}

/** The same by function, of those named; functions without a sample are absent. */
export async function sumStartSamplesOf(
  pool: Pool,
  period: Pick<PeriodScope, "from" | "to">,
  functionIds: readonly number[],
): Promise<ReadonlyMap<number, StartSample>> {
  const { first, last } = daysOf(period);
  const rows = await ask<StartSample & { id: number }>(
    pool,
    `SELECT s.function_id AS id, ${sums} FROM functions f
     JOIN start_samples s ON s.account_id = f.account_id AND s.function_id = f.id
     WHERE f.id = ANY($1::int[]) AND s.day BETWEEN $2::date AND $3::date GROUP BY 1`,
    [functionIds, first, last],
  );
  return new Map(rows.map(({ id, ...sample }) => [id, sample]));
}

/** Functions `p` in scope with `s`, the sum of their samples: one row each. */
function sampledFunctions(scope: PeriodScope, binder: ReturnType<typeof createBinder>): string {
  const { first, last } = daysOf(scope);
  return `(SELECT d.account_id, d.function_id, sum(d.inits) AS inits, sum(d.ahead) AS ahead, sum(d.unseen) AS unseen
      FROM start_samples d
      WHERE d.day BETWEEN ${binder.bind(first)}::date AND ${binder.bind(last)}::date GROUP BY 1, 2) s
    JOIN functions p ON p.account_id = s.account_id AND p.id = s.function_id
    WHERE p.deleted_at IS NULL AND ${functionCondition(scope, "p", binder)}`;
}
