import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type LogScan, listLogReadings, saveLogScans, trimLogReadings } from "./log-readings.ts";
import { listWatermarks, saveWatermarks } from "./source-watermarks.ts";

const place = { accountId: "111122223333", region: "eu-west-1" };
const at = (text: string) => new Date(`2026-11-${text}:00Z`);
const scan = (from: string, to: string, more: Partial<LogScan> = {}): LogScan => ({
  logGroupName: "orders",
  from: at(from),
  to: at(to),
  granularity: "hour",
  bytes: null,
  rows: null,
  ...more,
});

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("TRUNCATE log_readings, source_watermarks");
});

async function orders() {
  const reading = (await listLogReadings(database.pool, place)).get("orders");
  if (reading === undefined) throw new Error("The group was not kept.");
  return reading;
}

describe("scans of log groups", () => {
  it("are joined where they touch, and kept apart where they do not", async () => {
    await saveLogScans(database.pool, place, [scan("20T08:00", "20T09:00"), scan("20T09:00", "20T10:00")]);
    await saveLogScans(database.pool, place, [scan("20T12:00", "20T13:00")]);
    await saveLogScans(database.pool, place, [scan("20T12:00", "20T13:00")]);
    expect((await orders()).scanned).toEqual([
      { from: at("20T08:00"), to: at("20T10:00") },
      { from: at("20T12:00"), to: at("20T13:00") },
    ]);
  });

  it("are measured by the hour, the newest counting most, and by days apart", async () => {
    await saveLogScans(database.pool, place, [scan("20T08:00", "20T10:00", { bytes: 2_000, rows: 20 })]);
    expect(await orders()).toMatchObject({ bytesPerHour: 1_000, rowsPerHour: 10, rowsPerDay: null });
    await saveLogScans(database.pool, place, [scan("20T10:00", "20T11:00", { bytes: 2_000, rows: 20 })]);
    expect(await orders()).toMatchObject({ bytesPerHour: 1_300, rowsPerHour: 13 });
    await saveLogScans(database.pool, place, [scan("20T11:00", "20T12:00")]);
    await saveLogScans(database.pool, place, [scan("19T00:00", "20T00:00", { granularity: "day", rows: 50 })]);
    expect(await orders()).toMatchObject({ bytesPerHour: 1_300, rowsPerHour: 13, rowsPerDay: 50 });
  });

  it("are forgotten before the oldest hour that is kept", async () => {
    await saveLogScans(database.pool, place, [scan("18T00:00", "20T10:00")]);
    await trimLogReadings(database.pool, at("19T00:00"));
    expect((await orders()).scanned).toEqual([{ from: at("19T00:00"), to: at("20T10:00") }]);
    await trimLogReadings(database.pool, at("21T00:00"));
    expect((await orders()).scanned).toEqual([]);
  });
});

describe("watermarks", () => {
  const save = (from: string, to: string, now = "22T00:00") =>
    saveWatermarks(database.pool, place, [{ source: "metrics", tier: "", from: at(from), to: at(to) }], at(now));
  const kept = async () => (await listWatermarks(database.pool, place, "metrics")).get("");

  it("grow by what goes on where they end, and never shrink", async () => {
    await save("18T00:00", "20T10:00");
    await save("20T09:00", "20T11:00");
    await save("20T09:00", "20T10:00");
    expect(await kept()).toEqual({ from: at("18T00:00"), to: at("20T11:00") });
  });

  it("begin anew after a hole", async () => {
    await save("18T00:00", "18T10:00");
    await save("20T00:00", "20T10:00");
    expect(await kept()).toEqual({ from: at("20T00:00"), to: at("20T10:00") });
  });

  it("are replaced where a clock that was wrong made them", async () => {
    await save("25T00:00", "26T00:00", "27T00:00");
    await save("18T00:00", "20T10:00", "20T10:00");
    expect(await kept()).toEqual({ from: at("18T00:00"), to: at("20T10:00") });
  });
});
