import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { keepProvisionedSince, rollProvisionedDays, saveProvisionedMetrics } from "./provisioned-metrics.ts";
import { inSqlTransaction } from "./transaction.ts";

const place = { accountId: "111122223333", region: "eu-west-1" };
const day = new Date("2026-11-19T00:00:00Z");
const hour = (index: number) => new Date(day.getTime() + index * 3_600_000);
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.pool.query(
    `INSERT INTO functions (account_id, region, name, arn, architecture, package_type, description, last_modified,
       ephemeral_storage_mb, snap_start, tracing_mode, log_format, log_group_name, document_sha256, first_seen_at, last_seen_at)
     VALUES ($1, $2, 'checkout', 'checkout', 'arm64', 'Zip', '', now(), 512, 'None', 'PassThrough', 'Text', '', '\\x00', now(), now())`,
    [place.accountId, place.region],
  );
  await database.pool.query("INSERT INTO accounts (id, name, origin) VALUES ($1, 'orders', 'list')", [place.accountId]);
  await database.pool.query("INSERT INTO account_regions (account_id, region) VALUES ($1, $2)", [
    place.accountId,
    place.region,
  ]);
});

afterAll(async () => {
  await database.drop();
});

const point = (index: number, utilizationAvg: number | null) => ({
  ...{ functionName: "checkout", qualifier: "live", at: hour(index) },
  ...{ concurrencyMax: 3, utilizationMax: utilizationAvg, utilizationAvg, spillover: 2 },
});

describe("days of provisioned concurrency", () => {
  it("count the hours that have a utilisation, however often they are read and rolled", async () => {
    for (let time = 0; time < 2; time += 1) {
      await inSqlTransaction(database.pool, async (sql) => {
        await saveProvisionedMetrics(sql, place, "hour", [point(8, 0.5), point(9, 0.7), point(10, null)]);
        await rollProvisionedDays(sql, place, [day]);
      });
    }
    const { rows } = await database.pool.query(
      "SELECT utilization_avg AS average, called_hours AS hours, spillover::int FROM provisioned_days",
    );
    expect(rows).toEqual([{ average: expect.closeTo(0.6, 9), hours: 2, spillover: 6 }]);
  });

  it("keep the earliest time from which they were asked for", async () => {
    for (const index of [5, 9, 3, 4]) {
      await inSqlTransaction(database.pool, (sql) => keepProvisionedSince(sql, place, hour(index)));
    }
    const { rows } = await database.pool.query("SELECT provisioned_read_since AS since FROM account_regions");
    expect(rows).toEqual([{ since: hour(3) }]);
  });
});
