import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listUsageOperations } from "#lib/db/sql/sync/month-usage.ts";
import { sumRunMeters } from "#lib/db/sql/sync/run-detail.ts";
import type { SyncOperationView } from "#lib/domain/views/sync.ts";
import { writeCsv, writeJson } from "#lib/services/export/write-export.ts";
import { monthSoFar } from "./get-spending.ts";

const columns = [
  "service",
  "operation",
  "calls",
  "retries",
  "throttles",
  "failures",
  "metricsRequested",
  "bytesScanned",
  "costUsd",
] as const satisfies readonly (keyof SyncOperationView)[];

/** What was asked of AWS by operation, of one run or of this UTC month. An unknown cost is null, an empty cell, never 0. */
export async function exportUsage(
  format: "csv" | "json",
  syncId: string | null,
  now: Date,
): Promise<AsyncGenerator<string>> {
  const { pool } = sharedDatabase();
  const operations =
    syncId === null
      ? await listUsageOperations(pool, monthSoFar(now))
      : (await sumRunMeters(pool, syncId, 0)).operations;
  return format === "csv" ? writeCsv(each(operations), columns) : writeJson(each(operations));
}

async function* each(operations: readonly SyncOperationView[]): AsyncGenerator<SyncOperationView> {
  yield* operations;
}
