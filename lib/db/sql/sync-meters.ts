import type { Sql } from "./transaction.ts";

/** What a task has asked of one operation so far. */
export interface MeterCounts {
  readonly service: string;
  readonly operation: string;
  readonly calls: number;
  readonly retries: number;
  readonly throttles: number;
  readonly failures: number;
  readonly metricsRequested: number;
  readonly bytesScanned: number;
  /** Null where something was asked whose price is not known. */
  readonly costUsd: number | null;
}

const counts = {
  calls: "bigint",
  retries: "bigint",
  throttles: "bigint",
  failures: "bigint",
  metrics_requested: "bigint",
  bytes_scanned: "bigint",
  cost_usd: "double precision",
} as const;
const names = Object.keys(counts);
/** An unknown price makes the sum unknown: nothing is added to null. */
const added = (table: string) => names.map((name) => `${name} = ${table}.${name} + EXCLUDED.${name}`).join(", ");

/**
 * Adds what was asked since the last page to what the task had asked before, runs before a kill included, and to the
 * ledger of the day, which outlives the task. One statement: neither can be kept without the other. `at` says which UTC
 * day it is.
 */
export async function addMeters(sql: Sql, taskId: string, rows: readonly MeterCounts[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `WITH asked AS (
       SELECT * FROM unnest($3::text[], $4::text[], ${Object.values(counts)
         .map((type, k) => `$${k + 5}::${type}[]`)
         .join(", ")}) AS r(service, operation, ${names.join(", ")})
     ), of_task AS (
       INSERT INTO sync_meters AS m (task_id, service, operation, ${names.join(", ")})
       SELECT $1, service, operation, ${names.join(", ")} FROM asked
       ON CONFLICT (task_id, service, operation) DO UPDATE SET ${added("m")}
     )
     INSERT INTO aws_usage_days AS u (day, account_id, region, service, operation, ${names.join(", ")}, billed)
     SELECT ($2::timestamptz AT TIME ZONE 'UTC')::date, t.account_id, t.region, a.service, a.operation,
       ${names.map((name) => `a.${name}`).join(", ")}, a.metrics_requested > 0 OR a.bytes_scanned > 0
     FROM asked a CROSS JOIN sync_tasks t WHERE t.id = $1
     -- In one order for all: tasks of the same place that add to the same rows wait for each other and never in a circle.
     ORDER BY a.service, a.operation
     ON CONFLICT (day, account_id, region, service, operation) DO UPDATE SET ${added("u")}, billed = u.billed OR EXCLUDED.billed`,
    [taskId, at, ...columnsOf(rows)],
  );
}

/** Adds what was asked of AWS in a place without a task to the ledger of the day. */
export async function addUsage(
  sql: Sql,
  place: { readonly accountId: string; readonly region: string },
  rows: readonly MeterCounts[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO aws_usage_days AS u (day, account_id, region, service, operation, ${names.join(", ")}, billed)
     SELECT ($1::timestamptz AT TIME ZONE 'UTC')::date, $2, $3, a.service, a.operation,
       ${names.map((name) => `a.${name}`).join(", ")}, a.metrics_requested > 0 OR a.bytes_scanned > 0
     FROM unnest($4::text[], $5::text[], ${Object.values(counts)
       .map((type, k) => `$${k + 6}::${type}[]`)
       .join(", ")}) AS a(service, operation, ${names.join(", ")})
     ORDER BY a.service, a.operation
     ON CONFLICT (day, account_id, region, service, operation) DO UPDATE SET ${added("u")}, billed = u.billed OR EXCLUDED.billed`,
    [at, place.accountId, place.region, ...columnsOf(rows)],
  );
}

/** The columns of an insert, in the order of `counts`. */
function columnsOf(rows: readonly MeterCounts[]): (readonly unknown[])[] {
  return [
    rows.map(({ service }) => service),
    rows.map(({ operation }) => operation),
    rows.map(({ calls }) => calls),
    rows.map(({ retries }) => retries),
    rows.map(({ throttles }) => throttles),
    rows.map(({ failures }) => failures),
    rows.map(({ metricsRequested }) => metricsRequested),
    rows.map(({ bytesScanned }) => Math.round(bytesScanned)),
    rows.map(({ costUsd }) => costUsd),
  ];
}
