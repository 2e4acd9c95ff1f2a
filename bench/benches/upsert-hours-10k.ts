import { ensurePartitions, partitionOf } from "#lib/db/partitions.ts";
import { saveFunctionMetrics, saveStarts } from "#lib/db/sql/function-metrics.ts";
import { inSqlTransaction } from "#lib/db/sql/transaction.ts";
import type { FunctionMetricPoint, StartPoint } from "#lib/domain/fleet/observed.ts";
import { packHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import type { Bench } from "./setup/bench.ts";
import { medianOf } from "./setup/order.ts";
import { type OwnStore, openOwnStore, storeCpuSeconds } from "./setup/own-store.ts";
import { type DurationSampler, durationSampler } from "./setup/sample-histograms.ts";

const functions = 10_000;
const hourMs = 3_600_000;
/** Hours written: each a new one, as in a sync. */
const runs = 7;
const place = { accountId: "111122223333", region: "eu-west-1" };
/** Bytes of a row as measured when the store was designed, and what is let pass. */
const designedRowBytes = 242;

/** An hour of 10,000 functions, ten metrics and two histograms each, through the statements that syncs use. */
export const bench: Bench = {
  name: "upsert-hours-10k",
  title: "Upsert of one hour of 10,000 functions (ten metrics, four histograms) into function_hours",
  async *run({ undo }) {
    const store = await openOwnStore(undo);
    await addFunctions(store);
    const day = Date.UTC(2026, 0, 5);
    await ensurePartitions(store.database.pool, "function_hours", [new Date(day)]);
    const sampler = durationSampler(11);
    const metrics: Cost[] = [];
    const starts: Cost[] = [];
    const serverBefore = await storeCpuSeconds(store);
    for (let hour = 0; hour < runs; hour += 1) {
      const at = new Date(day + hour * hourMs);
      const points = Array.from({ length: functions }, (_, index) => pointsOf(sampler, index, at));
      const [metricPoints, startPoints] = [points.map(({ metric }) => metric), points.map(({ start }) => start)];
      metrics.push(await transaction(store, (sql) => saveFunctionMetrics(sql, place, "hour", metricPoints)));
      starts.push(await transaction(store, (sql) => saveStarts(sql, place, "hour", startPoints)));
    }
    const serverAfter = await storeCpuSeconds(store);
    const raw = await copyReference(store, partitionOf("function_hours", new Date(day)).name, day);
    const whole = metrics.map(({ ms }, hour) => ms + (starts[hour]?.ms ?? 0));
    const median = (costs: readonly Cost[], of: keyof Cost) => medianOf(costs.map((cost) => cost[of])).toFixed(0);
    const server =
      serverBefore === null || serverAfter === null
        ? "unknown"
        : `${(((serverAfter - serverBefore) * 1_000) / runs).toFixed(0)} ms`;
    yield {
      name: "upsert-hours-10k.wall",
      value: medianOf(whole) / 1_000,
      unit: "s",
      bar: 0.14,
      note: `metrics with when each last ran ${median(metrics, "ms")} ms, then starts ${median(starts, "ms")} ms; processor: client ${median(metrics, "clientMs")} ms and ${median(starts, "clientMs")} ms, server ${server} an hour; the server alone copies such rows in ${raw.toFixed(0)} ms`,
    };
    const size = await rowBytes(store, partitionOf("function_hours", new Date(day)).name);
    yield {
      name: "upsert-hours-10k.row",
      value: size.live,
      unit: "B",
      bar: Math.round(designedRowBytes * 1.3),
      note: "row with its header, as stored",
    };
    yield {
      name: "upsert-hours-10k.row-on-disk",
      value: size.disk,
      unit: "B",
      bar: null,
      note: `table with its dead rows; indexes ${size.indexes.toFixed(0)} B more`,
    };
  },
};

/** Functions to hang rows on; only what the join needs is filled in. */
async function addFunctions({ database }: OwnStore): Promise<void> {
  await database.pool.query(
    `INSERT INTO functions (account_id, region, name, arn, architecture, memory_mb, timeout_seconds, package_type,
       code_bytes, description, role_arn, last_modified, ephemeral_storage_mb, snap_start, tracing_mode, log_format,
       log_group_name, document_sha256, first_seen_at, last_seen_at)
     SELECT $1::text, $2::text, name, 'arn:aws:lambda:' || $2::text || ':' || $1::text || ':function:' || name, 'x86_64', 512, 30, 'Zip',
       1000000, '', 'arn:aws:iam::' || $1::text || ':role/' || name, now(), 512, 'None', 'PassThrough', 'Text',
       '/aws/lambda/' || name, '\\x00', now(), now()
     FROM (SELECT 'bench-function-' || n AS name FROM generate_series(0, $3::int - 1) AS n) AS names`,
    [place.accountId, place.region, functions],
  );
  await database.pool.query("ANALYZE functions");
}

/** Wall time of a transaction, and what this process computed meanwhile. */
interface Cost {
  readonly ms: number;
  readonly clientMs: number;
}

async function transaction({ database }: OwnStore, work: Parameters<typeof inSqlTransaction<void>>[1]): Promise<Cost> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  await inSqlTransaction(database.pool, work);
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - started, clientMs: (user + system) / 1_000 };
}

/** Invocations from 1 to 20,000 an hour, each magnitude alike; one start in fifty is cold. */
function pointsOf(sampler: DurationSampler, index: number, at: Date) {
  const functionName = `bench-function-${index}`;
  const invocations = Math.round(sampler.magnitude(1, 20_000));
  // The spread of a bucket's share is settled after some hundred values; more would only take longer to draw.
  const duration = sampler.histogram(Math.min(invocations, 400), sampler.magnitude(10, 2_000), 0.3);
  const coldStarts = Math.ceil(invocations / 50);
  const init = sampler.histogram(Math.min(coldStarts, 60), sampler.magnitude(150, 1_500), 0.15);
  const mean = sampler.magnitude(10, 2_000);
  const metric: FunctionMetricPoint = {
    functionName,
    at,
    invocations,
    errors: invocations % 7,
    throttles: invocations % 3,
    durationSumMs: invocations * mean,
    durationMaxMs: mean * 4,
    durationP50Ms: mean,
    durationP95Ms: mean * 2,
    durationP99Ms: mean * 3,
    concurrencyMax: Math.ceil(invocations / 900),
    asyncEventsDropped: 0,
    asyncEventAgeMaxMs: null,
    iteratorAgeMaxMs: null,
    recursiveInvocationsDropped: null,
    provisionedInvocations: null,
    provisionedSpillover: null,
  };
  const start: StartPoint = {
    functionName,
    at,
    reports: invocations,
    coldStarts,
    restores: 0,
    initFailures: 0,
    provisionedInits: 0,
    suppressedInits: 0,
    timeouts: 0,
    outOfMemory: 0,
    durationSumMs: invocations * mean,
    billedSumMs: invocations * mean,
    initSumMs: coldStarts * 300,
    initBilledSumMs: coldStarts * 300,
    restoreSumMs: 0,
    waitedSumMs: coldStarts * 300,
    billedMbMs: invocations * mean * 512,
    memoryMaxMb: 200,
    durationMaxMs: mean * 4,
    initMaxMs: 900,
    durationHistogram: packHistogram(duration),
    initHistogram: packHistogram(init),
    restoreHistogram: new Uint8Array(),
    // What was billed is spread like durations; the most memory that environments ever used hardly differs.
    billedHistogram: packHistogram(duration),
    memoryHistogram: packHistogram(sampler.histogram(Math.min(invocations, 200), 180, 0.06)),
  };
  return { metric, start };
}

/** What the server needs for the same rows without a client: one hour copied into a table of the same shape. */
async function copyReference({ database }: OwnStore, partition: string, day: number): Promise<number> {
  await database.pool.query(`CREATE TABLE bench_copy (LIKE ${partition} INCLUDING ALL)`);
  const started = performance.now();
  await database.pool.query(`INSERT INTO bench_copy SELECT * FROM ${partition} WHERE at = $1`, [new Date(day)]);
  const ms = performance.now() - started;
  await database.pool.query("DROP TABLE bench_copy");
  return ms;
}

async function rowBytes({ database }: OwnStore, partition: string) {
  const { rows } = await database.pool.query<{ live: number; disk: number; indexes: number }>(
    `SELECT avg(pg_column_size(t.*))::float8 AS live, (pg_table_size('${partition}') / count(*))::float8 AS disk,
       (pg_indexes_size('${partition}') / count(*))::float8 AS indexes FROM ${partition} AS t`,
  );
  return rows[0] ?? { live: Number.NaN, disk: Number.NaN, indexes: Number.NaN };
}
