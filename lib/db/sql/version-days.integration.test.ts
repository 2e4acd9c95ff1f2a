import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { VersionPoint } from "#lib/domain/fleet/observed.ts";
import { countOf, histogramOf } from "#lib/domain/statistics/histogram.ts";
import { packHistogram, unpackHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import type { Granularity } from "./place.ts";
import { inSqlTransaction } from "./transaction.ts";
import { listVersionDays, rollVersionDays, saveVersions } from "./version-days.ts";

const place = { accountId: "111122223333", region: "eu-west-1" };
const day = new Date("2026-11-20T00:00:00Z");
const hour = (of: number) => new Date(day.getTime() + of * 3_600_000);

let database: TestDatabase;
let functionId: number;

beforeAll(async () => {
  database = await createTestDatabase();
  const { rows } = await database.pool.query<{ id: number }>(
    `INSERT INTO functions (account_id, region, name, arn, architecture, memory_mb, timeout_seconds, package_type, code_bytes,
       description, role_arn, last_modified, ephemeral_storage_mb, snap_start, tracing_mode, log_format, log_group_name,
       document_sha256, first_seen_at, last_seen_at)
     VALUES ($1, $2, 'orders', 'arn:orders', 'arm64', 128, 3, 'Zip', 1000, '', 'arn:role', $3, 512, 'None', 'PassThrough',
       'Text', '/aws/lambda/orders', '\\x00', $3, $3) RETURNING id`,
    [place.accountId, place.region, day],
  );
  functionId = rows[0]?.id ?? 0;
});
afterAll(() => database.drop());
beforeEach(() => database.pool.query("TRUNCATE version_hours, version_days"));

function point(version: string, at: Date, reports: number): VersionPoint {
  return {
    functionName: "orders",
    version,
    at,
    reports,
    coldStarts: 1,
    restores: 0,
    errors: 2,
    timeouts: 0,
    outOfMemory: 0,
    durationSumMs: 10.5 * reports,
    billedSumMs: 11 * reports,
    initSumMs: 100,
    durationHistogram: packHistogram(histogramOf(Array.from({ length: reports }, () => 10.5))),
    initHistogram: packHistogram(histogramOf([100])),
  };
}

const save = (granularity: Granularity, points: readonly VersionPoint[]) =>
  inSqlTransaction(database.pool, (sql) => saveVersions(sql, place, granularity, points));
const roll = () => inSqlTransaction(database.pool, (sql) => rollVersionDays(sql, place, [day]));
const stored = () =>
  listVersionDays(database.pool, { accountId: place.accountId, functionId, from: day, to: hour(24) });

it("adds hours up to days, and an hour that is read again does not count twice", async () => {
  await save("hour", [point("7", hour(3), 10), point("8", hour(3), 4), point("7", hour(4), 20)]);
  await roll();
  await save("hour", [point("7", hour(4), 21)]);
  await roll();
  const [seven, eight] = await stored();
  expect(seven).toMatchObject({
    day: "2026-11-20",
    version: "7",
    reports: 31,
    coldStarts: 2,
    errors: 4,
    durationSumMs: 325.5,
    initSumMs: 200,
  });
  expect(countOf(unpackHistogram(seven?.durationHistogram ?? new Uint8Array()))).toBe(31);
  expect(eight).toMatchObject({ version: "8", reports: 4 });
});

it("keeps a day that was read as one, and replaces it when it is read again", async () => {
  await save("day", [point("7", day, 10)]);
  await save("day", [point("7", day, 12)]);
  expect(await stored()).toMatchObject([{ version: "7", reports: 12 }]);
});

it("keeps $LATEST only beside numbered versions", async () => {
  await save("hour", [point("$LATEST", hour(1), 5)]);
  await roll();
  expect(await stored()).toEqual([]);
  await save("hour", [point("$LATEST", hour(2), 6), point("12", hour(2), 1), point("9", hour(2), 1)]);
  await save("hour", [point("$LATEST", hour(3), 7)]);
  await roll();
  expect((await stored()).map(({ version, reports }) => [version, reports])).toEqual([
    ["9", 1],
    ["12", 1],
    ["$LATEST", 13],
  ]);
});

it("leaves out functions that the store does not know", async () => {
  await save("day", [{ ...point("7", day, 10), functionName: "unknown" }]);
  expect(await stored()).toEqual([]);
});
