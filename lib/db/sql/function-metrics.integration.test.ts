import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ensurePartitions } from "#lib/db/partitions.ts";
import type { FunctionMetricPoint, StartPoint } from "#lib/domain/fleet/observed.ts";
import { histogramOf } from "#lib/domain/statistics/histogram.ts";
import { packHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { saveFunctionMetrics, saveStarts } from "./function-metrics.ts";
import { listMeteredFunctions } from "./metered-functions.ts";
import { inSqlTransaction, type Sql } from "./transaction.ts";

const place = { accountId: "111122223333", region: "eu-west-1" };
const [nine, ten] = [new Date("2026-11-20T09:00:00Z"), new Date("2026-11-20T10:00:00Z")];
const day = new Date("2026-11-20T00:00:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await ensurePartitions(database.pool, "function_hours", [ten]);
  await ensurePartitions(database.pool, "function_days", [day]);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("TRUNCATE functions, function_hours, function_days CASCADE");
  await database.pool.query(
    `INSERT INTO functions (account_id, region, name, arn, architecture, package_type, description, last_modified,
       ephemeral_storage_mb, snap_start, tracing_mode, log_format, log_group_name, document_sha256, first_seen_at, last_seen_at)
     SELECT $1, $2, name, name, 'arm64', 'Zip', '', now(), 512, 'None', 'PassThrough', 'Text', '', '\\x00', now(), now()
     FROM unnest(ARRAY['one', 'two', 'three']) AS name`,
    [place.accountId, place.region],
  );
});

const nothing = {
  invocations: null,
  errors: null,
  throttles: null,
  durationSumMs: null,
  durationMaxMs: null,
  durationP50Ms: null,
  durationP95Ms: null,
  durationP99Ms: null,
  concurrencyMax: null,
  asyncEventsDropped: null,
  asyncEventAgeMaxMs: null,
  iteratorAgeMaxMs: null,
  recursiveInvocationsDropped: null,
  provisionedInvocations: null,
  provisionedSpillover: null,
};

function metric(functionName: string, at: Date, values: Partial<FunctionMetricPoint>): FunctionMetricPoint {
  return { functionName, at, ...nothing, ...values };
}

function start(functionName: string, at: Date, values: Partial<StartPoint>): StartPoint {
  return {
    functionName,
    at,
    reports: 10,
    coldStarts: 1,
    restores: 0,
    initFailures: 0,
    provisionedInits: 0,
    suppressedInits: 0,
    timeouts: 0,
    outOfMemory: 0,
    durationSumMs: 100,
    billedSumMs: 100,
    initSumMs: 200,
    initBilledSumMs: 200,
    restoreSumMs: 0,
    waitedSumMs: 200,
    billedMbMs: 51_200,
    memoryMaxMb: 100,
    durationMaxMs: 30,
    initMaxMs: 200,
    durationHistogram: packHistogram(histogramOf([10, 10])),
    initHistogram: packHistogram(histogramOf([200])),
    restoreHistogram: new Uint8Array(),
    billedHistogram: packHistogram(histogramOf([10, 10])),
    memoryHistogram: packHistogram(histogramOf([100, 100])),
    ...values,
  };
}

const write = (work: (sql: Sql) => Promise<void>) => inSqlTransaction(database.pool, work);
const metrics = (points: readonly FunctionMetricPoint[]) =>
  write((sql) => saveFunctionMetrics(sql, place, "hour", points));
const starts = (points: readonly StartPoint[]) => write((sql) => saveStarts(sql, place, "hour", points));

/** Rows by function and time. */
async function rows(columns: string, table = "function_hours") {
  const found = await database.pool.query<Record<string, unknown>>(
    `SELECT f.name, ${columns} FROM ${table} t JOIN functions f ON f.id = t.function_id ORDER BY f.name, t.${table === "function_days" ? "day" : "at"}`,
  );
  return found.rows;
}

async function lastRuns() {
  const functions = await listMeteredFunctions(database.pool, place, ten);
  return Object.fromEntries(functions.map(({ name, lastInvokedAt }) => [name, lastInvokedAt]));
}

describe("metrics of functions", () => {
  it("keep values that differ, values that all points share, and functions apart", async () => {
    await metrics([
      metric("one", nine, { invocations: 7, errors: 0, durationSumMs: 0.5, durationP95Ms: 12.25 }),
      metric("one", ten, { invocations: 2 ** 40, errors: 0, durationP95Ms: null }),
      metric("two", ten, { invocations: 1, errors: 0, durationSumMs: 1e12 }),
      metric("nobody", ten, { invocations: 1, errors: 0 }),
    ]);
    expect(
      await rows('at, invocations::float8, errors::int, duration_sum_ms AS "sum", duration_p95_ms AS p95, throttles'),
    ).toEqual([
      { name: "one", at: nine, invocations: 7, errors: 0, sum: 0.5, p95: 12.25, throttles: null },
      { name: "one", at: ten, invocations: 2 ** 40, errors: 0, sum: null, p95: null, throttles: null },
      { name: "two", at: ten, invocations: 1, errors: 0, sum: 1e12, p95: null, throttles: null },
    ]);
  });

  it("complete each other page by page, correct what was early, and leave starts alone", async () => {
    await metrics([metric("one", ten, { invocations: 5, errors: 1 })]);
    await starts([start("one", ten, { reports: 5 })]);
    await metrics([metric("one", ten, { invocations: 6 })]);
    await metrics([metric("one", ten, { throttles: 3 })]);
    expect(await rows("invocations::int, errors::int, throttles::int, reports::int")).toEqual([
      { name: "one", invocations: 6, errors: 1, throttles: 3, reports: 5 },
    ]);
  });

  it("do not write a row that says the same already", async () => {
    const points = [metric("one", ten, { invocations: 5 }), metric("two", ten, { invocations: 6 })];
    await metrics(points);
    // Where a row lies tells whether it was written anew.
    const before = await rows("t.ctid::text");
    await metrics(points);
    expect(await rows("t.ctid::text")).toEqual(before);
  });

  it("say when a function last ran, which no earlier hour or day takes back", async () => {
    await metrics([
      metric("one", ten, { invocations: 5 }),
      metric("one", nine, { invocations: 9 }),
      metric("two", nine, { invocations: 1 }),
      metric("two", ten, { invocations: 0 }),
      metric("three", ten, { throttles: 4 }),
    ]);
    expect(await lastRuns()).toEqual({ one: ten, two: nine, three: null });
    await write((sql) =>
      saveFunctionMetrics(
        sql,
        place,
        "day",
        ["one", "three"].map((name) => metric(name, day, { invocations: 1 })),
      ),
    );
    expect(await lastRuns()).toEqual({ one: ten, two: nine, three: day });
    expect(await rows("day::text, invocations::int", "function_days")).toEqual([
      { name: "one", day: "2026-11-20", invocations: 1 },
      { name: "three", day: "2026-11-20", invocations: 1 },
    ]);
    await metrics([metric("two", ten, { invocations: 1 })]);
    expect(await lastRuns()).toEqual({ one: ten, two: ten, three: day });
  });
});

describe("starts", () => {
  it("replace what was read of the hour before, histograms included", async () => {
    const [one, two] = [packHistogram(histogramOf([1, 2, 3])), packHistogram(histogramOf([500]))];
    await starts([start("one", ten, { durationHistogram: one, outOfMemory: 2 }), start("two", ten, {})]);
    await starts([
      start("one", ten, { durationHistogram: two, initHistogram: new Uint8Array(), memoryMaxMb: null }),
      start("two", ten, { reports: 11 }),
    ]);
    const [first, second] = await rows(
      "reports::int, out_of_memory::int AS oom, memory_max_mb AS mb, duration_histogram AS d, init_histogram AS i, restore_histogram AS r",
    );
    expect(first).toEqual({ name: "one", reports: 10, oom: 0, mb: null, d: Buffer.from(two), i: null, r: null });
    expect(second).toMatchObject({ name: "two", reports: 11, oom: 0, mb: 100, r: null });
  });
});
