import { afterAll, beforeAll, expect, it } from "vitest";
import { ensurePartitions } from "#lib/db/partitions.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { rollStartDays } from "./day-rolls.ts";
import { sumWindow } from "./function-windows.ts";
import { listDayColumns } from "./rollups.ts";
import { inSqlTransaction } from "./transaction.ts";

const place = { accountId: "111122223333", region: "eu-west-1" };
const day = new Date("2026-11-20T00:00:00Z");
const end = new Date("2026-11-21T00:00:00Z");

let database: TestDatabase;
let ids: readonly number[];

/** An hour as it was stored before its starts were told apart, then one of today; the second function has only the latter. */
beforeAll(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  await ensurePartitions(pool, "function_hours", [day]);
  await ensurePartitions(pool, "function_days", [day]);
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO functions (account_id, region, name, arn, architecture, package_type, description, last_modified,
       ephemeral_storage_mb, snap_start, tracing_mode, log_format, log_group_name, document_sha256, first_seen_at, last_seen_at)
     SELECT $1, $2, name, name, 'arm64', 'Zip', '', $3, 512, 'None', 'PassThrough', 'Text', '', '\\x00', $3, $3
     FROM unnest(ARRAY['old', 'new']) AS name RETURNING id`,
    [place.accountId, place.region, day],
  );
  ids = rows.map(({ id }) => id);
  const [old, young] = ids;
  await pool.query(
    `INSERT INTO function_hours (account_id, function_id, at, reports, cold_starts, restores, init_sum_ms, provisioned_inits,
       suppressed_inits, restore_sum_ms, waited_sum_ms)
     VALUES ($1, $2, '2026-11-20T09:00Z', 10, 1, 2, 200, NULL, NULL, NULL, NULL),
       ($1, $2, '2026-11-20T10:00Z', 10, 1, 2, 200, 1, 0, 90, 90),
       ($1, $3, '2026-11-20T10:00Z', 10, 1, 2, 200, 1, 0, 90, 90)`,
    [place.accountId, old, young],
  );
  await inSqlTransaction(pool, (sql) => rollStartDays(sql, place, [day]));
});
afterAll(() => database.drop());

it("a day of which hours were read before starts were told apart does not say the rest for all", async () => {
  const { rows } = await database.pool.query(
    `SELECT reports::int, provisioned_inits::int AS provisioned, suppressed_inits::int AS suppressed,
       restore_sum_ms AS restored, waited_sum_ms AS waited FROM function_days ORDER BY function_id`,
  );
  expect(rows).toEqual([
    { reports: 20, provisioned: null, suppressed: null, restored: null, waited: null },
    { reports: 10, provisioned: 1, suppressed: 0, restored: 90, waited: 90 },
  ]);
});

it("a window over such hours knows what callers waited by the inits of the old ones, and the rest not", async () => {
  const sums = await inSqlTransaction(database.pool, (sql) =>
    sumWindow(sql, place, ids, { granularity: "hour", from: day, to: end }),
  );
  const told = new Map(sums.map((sum) => [sum.functionId, sum]));
  expect(ids.map((id) => told.get(id))).toMatchObject([
    { reports: 20, provisionedInits: null, suppressedInits: null, restoreSumMs: null, waitedSumMs: 290 },
    { reports: 10, provisionedInits: 1, suppressedInits: 0, restoreSumMs: 90, waitedSumMs: 90 },
  ]);
});

it("rollups are given such a day as unknown, and not as none", async () => {
  const [columns] = await inSqlTransaction(database.pool, (sql) => listDayColumns(sql, "2026-11-20", "2026-11-21"));
  const functionIds = columns?.starts.functionIds ?? [];
  const of = (values: readonly number[] | undefined) => ids.map((id) => values?.[functionIds.indexOf(id)]);
  expect(of(columns?.starts.values.waitedSumMs)).toEqual([400, 90]);
  expect(of(columns?.laterStarts.values.provisionedInits)).toEqual([Number.NaN, 1]);
  expect(of(columns?.laterStarts.values.suppressedInits)).toEqual([Number.NaN, 0]);
  expect(of(columns?.laterStarts.values.restoreSumMs)).toEqual([Number.NaN, 90]);
});
