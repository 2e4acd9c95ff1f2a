import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ensurePartitions } from "#lib/db/partitions.ts";
import type { InsightsPoint, StartPoint } from "#lib/domain/fleet/observed.ts";
import { histogramOf } from "#lib/domain/statistics/histogram.ts";
import { packHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { rollStartDays } from "./day-rolls.ts";
import { saveStarts } from "./function-metrics.ts";
import { saveInsights } from "./insights-points.ts";
import { inSqlTransaction, type Sql } from "./transaction.ts";

const place = { accountId: "111122223333", region: "eu-west-1" };
const [nine, ten] = [new Date("2026-11-20T09:00:00Z"), new Date("2026-11-20T10:00:00Z")];
const day = new Date("2026-11-20T00:00:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await ensurePartitions(database.pool, "function_hours", [ten]);
  await ensurePartitions(database.pool, "function_days", [day]);
  await database.pool.query(
    `INSERT INTO functions (account_id, region, name, arn, architecture, package_type, description, last_modified,
       ephemeral_storage_mb, snap_start, tracing_mode, log_format, log_group_name, document_sha256, first_seen_at, last_seen_at)
     VALUES ($1, $2, 'one', 'one', 'arm64', 'Zip', '', now(), 512, 'None', 'PassThrough', 'Text', '', '\\x00', now(), now())`,
    [place.accountId, place.region],
  );
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("TRUNCATE function_hours, function_days");
});

const histogram = packHistogram(histogramOf([120, 130]));
const empty = new Uint8Array();

const reports = (count: number): StartPoint => ({
  ...{ functionName: "one", at: nine, reports: count, coldStarts: 1, restores: 0, initFailures: 1 },
  ...{ provisionedInits: 0, suppressedInits: 1, timeouts: 0, outOfMemory: 1, durationSumMs: 10 * count },
  ...{ billedSumMs: 10 * count, initSumMs: 200, initBilledSumMs: 200, restoreSumMs: 0, waitedSumMs: 300 },
  ...{ billedMbMs: 512, memoryMaxMb: 90, durationMaxMs: 30, initMaxMs: 200 },
  ...{ durationHistogram: histogram, initHistogram: histogram, restoreHistogram: empty },
  ...{ billedHistogram: histogram, memoryHistogram: histogram },
});

const events = (count: number, { takesStarts = true, at = nine } = {}): InsightsPoint => ({
  ...{ functionName: "one", at, events: count, coldStarts: 4, timeouts: 2, durationSumMs: 20 * count, takesStarts },
  ...{ initSumMs: 800, memoryMaxMb: 100, initMaxMs: 250, networkEvents: count, rxBytes: 3e12, txBytes: 1_000 },
  ...{ durationHistogram: histogram, initHistogram: histogram, memoryHistogram: histogram },
});

async function save(...all: readonly (StartPoint | InsightsPoint)[]): Promise<void> {
  await inSqlTransaction(database.pool, async (sql: Sql) => {
    for (const point of all) {
      if ("events" in point) await saveInsights(sql, place, "hour", [point]);
      else await saveStarts(sql, place, "hour", [point]);
    }
  });
}

async function stored(table: "function_hours" | "function_days"): Promise<unknown[]> {
  const { rows } = await database.pool.query(
    `SELECT reports::int, insights_reports::int AS insights, cold_starts::int AS cold, init_failures::int AS failed,
       restores::int, timeouts::int, out_of_memory::int AS memory, billed_sum_ms AS billed,
       billed_histogram IS NOT NULL AS spread, network_events::int AS events, rx_bytes::float8 AS rx FROM ${table}
     ORDER BY 1`,
  );
  return rows;
}

const own = (count: number) => ({
  ...{ reports: count, insights: null, cold: 1, failed: 1, restores: 0, timeouts: 0, memory: 1, billed: 10 * count },
  spread: true,
});
const told = (count: number) => ({
  ...{ reports: count, insights: count, cold: 4, failed: null, restores: 0, timeouts: 2, memory: null, billed: null },
  spread: false,
});

describe("an hour is of one source, whichever is read first", () => {
  it.each([
    ["its own reports, where both tell the same", 100, 100, own(100)],
    ["its own reports, where an event fell into it from the hour before", 100, 105, own(100)],
    ["Lambda Insights, where it tells of clearly more", 100, 106, told(106)],
    ["its own reports, where those are more", 100, 3, own(100)],
  ])("%s", async (_title, reported, seen, expected) => {
    for (const order of [
      [reports(reported), events(seen)],
      [events(seen), reports(reported)],
      // What is read again changes nothing.
      [reports(reported), events(seen), reports(reported), events(seen)],
    ]) {
      await database.pool.query("TRUNCATE function_hours");
      await save(...order);
      expect(await stored("function_hours")).toEqual([{ ...expected, events: seen, rx: 3e12 }]);
    }
  });

  it("Lambda Insights, where no report was read", async () => {
    await save(events(7));
    expect(await stored("function_hours")).toMatchObject([told(7)]);
    await save(events(8));
    expect(await stored("function_hours")).toMatchObject([told(8)]);
  });

  it("of bytes alone where its own log tells all", async () => {
    await save(events(7, { takesStarts: false }));
    expect(await stored("function_hours")).toMatchObject([{ reports: null, insights: null, cold: null, events: 7 }]);
    await save(reports(3));
    expect(await stored("function_hours")).toMatchObject([{ ...own(3), events: 7, rx: 3e12 }]);
  });
});

describe("a day of such hours", () => {
  const roll = () => inSqlTransaction(database.pool, (sql) => rollStartDays(sql, place, [day]));

  it("says how many of its reports are events, and adds up what is known", async () => {
    await save(reports(50), events(50), events(10, { at: ten }));
    await roll();
    expect(await stored("function_days")).toEqual([
      {
        ...{ reports: 60, insights: 10, cold: 5, failed: 1, restores: 0, timeouts: 2, memory: 1, billed: 500 },
        ...{ spread: true, events: 60, rx: 6e12 },
      },
    ]);
  });

  it("forgets what it said before it was of another source", async () => {
    await save(reports(5));
    await roll();
    await save(events(50));
    await roll();
    expect(await stored("function_days")).toEqual([{ ...told(50), events: 50, rx: 3e12 }]);
    await save(reports(50));
    await roll();
    expect(await stored("function_days")).toEqual([{ ...own(50), events: 50, rx: 3e12 }]);
  });
});
