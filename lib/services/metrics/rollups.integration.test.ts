import { afterAll, beforeAll, expect, it } from "vitest";
import { ensurePartitions } from "#lib/db/partitions.ts";
import { lockRollups } from "#lib/db/sql/rollups.ts";
import { countOf, histogramOf } from "#lib/domain/statistics/histogram.ts";
import { packHistogram, unpackHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import { logger } from "#lib/logger.ts";
import { createServiceContext, type ServiceContext } from "#lib/services/context.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { refreshRollups, rollUpMissing } from "./refresh-rollups.ts";

const place = ["111122223333", "eu-west-1"];
const now = new Date("2026-11-20T10:30:00Z");
const days = ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"];
const beginning = new Date(0);

let database: TestDatabase;
let context: ServiceContext;

beforeAll(async () => {
  database = await createTestDatabase();
  context = createServiceContext({
    db: database,
    actor: { kind: "system", name: "test" },
    logger,
    clock: { now: () => now },
  });
  await ensurePartitions(database.pool, "function_days", [now]);
  await database.pool.query(
    `INSERT INTO functions (account_id, region, name, arn, architecture, memory_mb, timeout_seconds, package_type, runtime,
       code_bytes, description, role_arn, last_modified, ephemeral_storage_mb, snap_start, tracing_mode, log_format,
       log_group_name, document_sha256, first_seen_at, last_seen_at)
     SELECT $1, $2, 'f' || n, 'arn:f' || n, 'arm64', 128 * n, 3, 'Zip', CASE WHEN n % 2 = 0 THEN 'nodejs24.x' ELSE 'python3.13' END,
       1000, '', 'arn:role', $3, 512, 'None', 'PassThrough', 'Text', '/aws/lambda/f' || n, '\\x00', $3, $3
     FROM generate_series(1, 6) n`,
    [...place, now],
  );
  await database.pool.query(
    `INSERT INTO function_days (account_id, function_id, day, invocations, duration_sum_ms, reports, cold_starts, duration_histogram)
     SELECT f.account_id, f.id, d.day, 100 * f.id, 1000 * f.id, 100, 1, $2 FROM functions f, unnest($1::date[]) AS d(day)`,
    [days, Buffer.from(packHistogram(histogramOf([10, 20, 0, 40])))],
  );
});
afterAll(() => database.drop());

/** A sync that has read hours of these days. */
async function readDays(from: string, to: string): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>(
    "INSERT INTO syncs (id, trigger, scope, started_at) VALUES (gen_random_uuid(), 'manual', '{}', $1) RETURNING id",
    [now],
  );
  const id = rows[0]?.id ?? "";
  const requests = [{ granularity: "hour", from: `${from}T05:00:00Z`, to: `${to}T11:00:00Z` }];
  await database.pool.query(
    `INSERT INTO sync_tasks (id, sync_id, account_id, region, source, phase, input, progress_done)
     VALUES (gen_random_uuid(), $1, $2, $3, 'metrics', 'usable', $4, 1)`,
    [id, ...place, JSON.stringify({ requests })],
  );
  return id;
}

async function rolled(dimension: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ text: string }>(
    `SELECT day || ' ' || value || ' ' || functions || ' ' || invocations AS text FROM rollup_days
     WHERE dimension = $1 ORDER BY day, value`,
    [dimension],
  );
  return rows.map(({ text }) => text);
}

it("rolls up the days that were read, from the oldest that is asked for on", async () => {
  const sync = await readDays("2026-11-17", "2026-11-20");
  await refreshRollups(context, sync, new Date("2026-11-19T00:00:00Z"));
  expect((await rolled("account")).map((text) => text.slice(0, 10))).toEqual(days.slice(3));
  await refreshRollups(context, sync, beginning);
  expect(await rolled("account")).toEqual(days.slice(1).map((day) => `${day} 111122223333 6 2100`));
  expect(await rolled("runtime")).toEqual(
    days.slice(1).flatMap((day) => [`${day} nodejs24.x 3 1200`, `${day} python3.13 3 900`]),
  );
});

it("merges the histograms of every function that a value is about", async () => {
  const { rows } = await database.pool.query<{ value: string; histogram: Buffer }>(
    "SELECT value, duration_histogram AS histogram FROM rollup_days WHERE dimension = 'runtime' AND day = '2026-11-20'",
  );
  expect(rows.map(({ histogram }) => countOf(unpackHistogram(histogram)))).toEqual([12, 12]);
});

it("never replaces another worker's rollups by days as they were before", async () => {
  const sync = await readDays("2026-11-18", "2026-11-18");
  const other = await database.pool.connect();
  try {
    await other.query("BEGIN");
    await lockRollups(other);
    const rolling = refreshRollups(context, sync, beginning);
    await waitForLock();
    await other.query("UPDATE function_days SET invocations = invocations + 1 WHERE day = '2026-11-18'");
    await other.query("COMMIT");
    await rolling;
  } finally {
    other.release();
  }
  expect((await rolled("account")).filter((text) => text.startsWith("2026-11-18"))).toEqual([
    "2026-11-18 111122223333 6 2106",
  ]);
});

/** Resolves when somebody waits for a lock that is held. */
async function waitForLock(): Promise<void> {
  await expect
    .poll(
      async () => {
        const { rows } = await database.pool.query(
          `SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
         WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted`,
        );
        return rows.length;
      },
      { timeout: 10_000 },
    )
    .toBe(1);
}

it("makes up for days that were left out", async () => {
  await rollUpMissing(context);
  expect((await rolled("account")).map((text) => text.slice(0, 10))).toEqual(days);
});

it("leaves the team of days that are not read again as it was", async () => {
  const { rows } = await database.pool.query<{ id: string }>(
    "INSERT INTO teams (id, name) VALUES (gen_random_uuid(), 'payments') RETURNING id",
  );
  const team = rows[0]?.id ?? "";
  await database.pool.query("UPDATE functions SET team_id = $1 WHERE name = 'f1'", [team]);
  await refreshRollups(context, await readDays("2026-11-20", "2026-11-20"), beginning);
  await rollUpMissing(context);
  const found = await rolled("team");
  expect(found.filter((text) => text.includes(team))).toEqual([`2026-11-20 ${team} 1 100`]);
  expect(found.filter((text) => text.startsWith("2026-11-19"))).toEqual(["2026-11-19  6 2100"]);
});

it("leaves starts of functions on Managed Instances out, and tells what of the invocations is theirs", async () => {
  await database.pool.query("UPDATE functions SET managed_instances = true WHERE name = 'f6'");
  await database.pool.query("UPDATE function_days SET init_failures = 7 WHERE day = '2026-11-20'");
  await refreshRollups(context, await readDays("2026-11-20", "2026-11-20"), beginning);
  const { rows } = await database.pool.query(
    `SELECT invocations::int, instance_invocations::int AS "onInstances", reports::int, cold_starts::int AS colds,
       init_failures::int AS failed FROM rollup_days WHERE dimension = 'account' AND day = '2026-11-20'`,
  );
  expect(rows).toEqual([{ invocations: 2100, onInstances: 600, reports: 500, colds: 5, failed: 35 }]);
});
