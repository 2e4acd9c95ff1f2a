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
  readonly costUsd: number;
}

const counts = {
  calls: "int",
  retries: "int",
  throttles: "int",
  failures: "int",
  metrics_requested: "int",
  bytes_scanned: "bigint",
  cost_usd: "double precision",
} as const;
const names = Object.keys(counts);

/** Adds what was asked since the last page to what the task had asked before, runs before a kill included. */
export async function addMeters(sql: Sql, taskId: string, rows: readonly MeterCounts[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO sync_meters AS m (task_id, service, operation, ${names.join(", ")})
     SELECT $1, r.* FROM unnest($2::text[], $3::text[], ${Object.values(counts)
       .map((type, k) => `$${k + 4}::${type}[]`)
       .join(", ")}) AS r
     ON CONFLICT (task_id, service, operation) DO UPDATE SET ${names.map((name) => `${name} = coalesce(m.${name}, 0) + EXCLUDED.${name}`).join(", ")}`,
    [
      taskId,
      rows.map(({ service }) => service),
      rows.map(({ operation }) => operation),
      rows.map(({ calls }) => calls),
      rows.map(({ retries }) => retries),
      rows.map(({ throttles }) => throttles),
      rows.map(({ failures }) => failures),
      rows.map(({ metricsRequested }) => metricsRequested),
      rows.map(({ bytesScanned }) => Math.round(bytesScanned)),
      rows.map(({ costUsd }) => costUsd),
    ],
  );
}
