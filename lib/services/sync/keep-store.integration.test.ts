import { expect, it, onTestFinished } from "vitest";
import { createTestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet } from "#lib/testing/synced-fleet.ts";
import { keepStore } from "./keep-store.ts";

const now = new Date("2026-11-20T10:30:00Z");

it("lets go of hours, and of days of networks, once they are older than the settings keep them", async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const fleet = await openSyncedFleet(database, {
    ...{ accounts: 1, regions: ["eu-west-1"], functions: 1, now, settings: { hourDays: 2, networkDays: 30 } },
  });
  onTestFinished(fleet.close);
  const { pool } = database;
  const place = "'111122223333', 'eu-west-1'";
  await pool.query(
    `INSERT INTO region_hours (account_id, region, at) VALUES (${place}, '2026-11-18T23:00Z'), (${place}, '2026-11-19T00:00Z')`,
  );
  // Today and the 29 days before it are kept.
  const days = ["2025-01-01", "2026-10-21", "2026-10-22", "2026-11-20"];
  await pool.query(
    `INSERT INTO subnet_days (account_id, region, subnet_id, day, available_ip_address_count)
     SELECT ${place}, 'subnet-1', day, 10 FROM unnest($1::date[]) day`,
    [days],
  );
  await pool.query(
    `INSERT INTO nat_gateway_days (account_id, region, nat_gateway_id, day)
     SELECT ${place}, 'nat-1', day FROM unnest($1::date[]) day`,
    [days],
  );
  await keepStore(fleet.context);
  const kept = async (table: string, column: string) => {
    const { rows } = await pool.query<{ at: string }>(
      `SELECT to_char(${column}, 'MM-DD HH24') AS at FROM ${table} ORDER BY ${column}`,
    );
    return rows.map(({ at }) => at);
  };
  expect(await kept("subnet_days", "day")).toEqual(["10-22 00", "11-20 00"]);
  expect(await kept("nat_gateway_days", "day")).toEqual(["10-22 00", "11-20 00"]);
  expect(await kept("region_hours", "at AT TIME ZONE 'UTC'")).toEqual(["11-19 00"]);
});
