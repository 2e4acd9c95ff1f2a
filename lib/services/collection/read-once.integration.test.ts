import { afterEach, describe, expect, it } from "vitest";
import { getSyncProgress } from "#lib/db/sql/sync-progress.ts";
import { saveCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import { requestScheduledSync } from "#lib/services/sync/request-scheduled-sync.ts";
import { requestSync } from "#lib/services/sync/request-sync.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { startTaskRunner } from "#lib/services/sync/task-runner.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";

const until = new Date("2026-11-20T05:40:00Z");
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** AWS stands at one moment; Lamplight's clock is set by the test. */
async function openFleet(): Promise<{ fleet: SyncedFleet; at: (clock: Date) => SyncContext }> {
  const database = await createTestDatabase();
  cleanups.push(() => database.drop());
  const options = {
    accounts: 1,
    regions: ["eu-west-1"],
    functions: 20,
    seed: 31,
    now: until,
    settings: { hourDays: 1 },
  };
  const fleet = await openSyncedFleet(database, options);
  cleanups.push(() => fleet.close());
  return { fleet, at: (clock) => ({ ...fleet.context, clock: { now: () => clock } }) };
}

async function runSync(context: SyncContext, syncId: string): Promise<void> {
  const runner = startTaskRunner(context);
  try {
    await expect
      .poll(async () => (await getSyncProgress(context.db.pool, syncId))?.sync.status, {
        timeout: 60_000,
        interval: 50,
      })
      .not.toBe("running");
  } finally {
    await runner.stop();
  }
}

async function first(context: SyncContext): Promise<void> {
  await runSync(context, (await requestSync(context, { trigger: "start" })).syncId);
}

async function scheduled(context: SyncContext): Promise<void> {
  const syncId = await requestScheduledSync(context, { seconds: 0, salt: "" });
  if (syncId === null) throw new Error("Nothing was due.");
  await runSync(context, syncId);
}

/** What the store's syncs asked for, in all. */
async function billed({ db }: SyncContext): Promise<{ bytes: number; metrics: number; unlearned: string[] }> {
  const { rows } = await db.pool.query<{ bytes: number; metrics: number; unlearned: string[] }>(
    `SELECT sum(bytes_scanned)::float8 AS bytes, sum(metrics_requested)::int AS metrics,
       (SELECT coalesce(json_agg(DISTINCT source || ' ' || status || ' ' || reason), '[]') FROM sync_tasks
          WHERE status NOT IN ('succeeded', 'skipped')) AS unlearned FROM sync_meters`,
  );
  return rows[0] ?? { bytes: 0, metrics: 0, unlearned: [] };
}

function callsOf({ simulator }: SyncedFleet): number {
  return simulator.requests().reduce((sum, { calls }) => sum + calls, 0);
}

async function hours({ db }: SyncContext, before: Date): Promise<unknown[]> {
  const { rows } = await db.pool.query(
    `SELECT f.name, h.at, h.invocations::int, h.errors::int, h.duration_p95_ms, h.reports::int, h.cold_starts::int,
       md5(h.duration_histogram) AS histogram
     FROM function_hours h JOIN functions f ON f.id = h.function_id WHERE h.at < $1 ORDER BY 1, 2`,
    [before],
  );
  return rows;
}

/** How many functions had an invocation since an hour. */
async function ranSince({ db }: SyncContext, since: Date): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(
    "SELECT count(DISTINCT function_id)::int AS count FROM function_hours WHERE at >= $1 AND invocations > 0",
    [since],
  );
  return rows[0]?.count ?? 0;
}

/** Log groups that the last scheduled sync queried, and all that are known. */
async function queriedGroups({ db }: SyncContext): Promise<{ last: number; all: number }> {
  const { rows } = await db.pool.query<{ last: number; all: number }>(
    `SELECT jsonb_array_length(t.input->'requests'->0->'logGroups') AS last, (SELECT count(*)::int FROM log_readings) AS all
     FROM sync_tasks t JOIN syncs s ON s.id = t.sync_id WHERE t.source = 'starts' ORDER BY s.started_at DESC LIMIT 1`,
  );
  return rows[0] ?? { last: 0, all: 0 };
}

const minute = (text: string) => new Date(`2026-11-20T${text}:00Z`);

describe("readings by the clock", () => {
  it("scan each byte once and ask for active functions alone, and leave the same store as one reading of it all", async () => {
    const hourly = await openFleet();
    await first(hourly.at(minute("02:40")));
    const afterFirst = await billed(hourly.fleet.context);
    await scheduled(hourly.at(minute("03:40")));
    await scheduled(hourly.at(minute("04:40")));
    const beforeLast = await billed(hourly.fleet.context);
    await scheduled(hourly.at(until));
    const last = await billed(hourly.fleet.context);

    const once = await openFleet();
    await first(once.at(until));
    const whole = await billed(once.fleet.context);
    expect(await hours(hourly.fleet.context, minute("05:00"))).toEqual(
      await hours(once.fleet.context, minute("05:00")),
    );
    expect(last.unlearned).toEqual([]);
    expect(whole.bytes).toBeGreaterThan(afterFirst.bytes);
    expect(last.bytes).toBe(whole.bytes);
    // Five metrics of each function that ran within three hours, rarely more, and five of the Region; nothing of sleepers.
    const asked = last.metrics - beforeLast.metrics - 5;
    expect(asked).toBeGreaterThanOrEqual(5 * (await ranSince(hourly.fleet.context, minute("03:00"))));
    expect(asked).toBeLessThanOrEqual(7 * (await ranSince(hourly.fleet.context, minute("02:00"))));
    expect(asked).toBeLessThan(5 * 20);
    const queried = await queriedGroups(hourly.fleet.context);
    expect(queried.last).toBeGreaterThan(0);
    expect(queried.last).toBeLessThan(queried.all);
    const { rows } = await once.fleet.context.db.pool.query(
      "SELECT upper(range_merge(scanned)) AS until FROM log_readings GROUP BY 1",
    );
    expect(rows).toEqual([{ until: minute("05:00") }]);
  });

  it("ask for nothing within the hour, and leave no trace of it", async () => {
    const { at } = await openFleet();
    await first(at(minute("02:40")));
    expect(await requestScheduledSync(at(minute("02:50")), { seconds: 0, salt: "" })).toBeNull();
    const { rows } = await at(until).db.pool.query("SELECT trigger FROM syncs");
    expect(rows).toEqual([{ trigger: "start" }]);
  });

  it("do not read again what a manual sync has read since they came due", async () => {
    const { fleet, at } = await openFleet();
    await first(at(minute("02:40")));
    const syncId = await requestScheduledSync(at(minute("03:40")), { seconds: 600, salt: "x" });
    if (syncId === null) throw new Error("Nothing was due.");
    const manual = await requestSync(at(minute("03:41")), {});
    expect(manual.joined).toBe(false);
    await runSync(at(minute("03:41")), manual.syncId);
    const before = callsOf(fleet);
    await runSync(at(minute("03:55")), syncId);
    const { rows } = await fleet.context.db.pool.query(
      "SELECT DISTINCT status, reason FROM sync_tasks WHERE sync_id = $1",
      [syncId],
    );
    expect(rows).toEqual([{ status: "skipped", reason: "Read by a manual sync meanwhile." }]);
    expect(callsOf(fleet)).toBe(before);
  });

  it("give up a task that workers keep dying over, and end the sync", async () => {
    const { fleet, at } = await openFleet();
    const { syncId } = await requestSync(at(until), {});
    await fleet.context.db.pool.query(
      "UPDATE sync_tasks SET status = 'running', takeovers = 30, heartbeat_at = now() - interval '1 hour' WHERE source = 'accounts'",
    );
    await runSync(at(until), syncId);
    const { rows } = await fleet.context.db.pool.query("SELECT status, reason FROM sync_tasks");
    expect(rows).toEqual([
      {
        status: "failed",
        reason: "The worker stopped in the middle of it 31 times in a row, so Lamplight gave it up for this sync.",
      },
    ]);
  });

  it("put off what the budget does not have, and read all of it once there is money", async () => {
    const pressed = await openFleet();
    const budget = (monthlyBudgetUsd: number | null) =>
      saveCollectionSettings(pressed.fleet.context, { monthlyBudgetUsd, quotaShares: {}, schedule: true });
    await first(pressed.at(minute("02:40")));
    const { bytes, metrics } = await billed(pressed.fleet.context);
    await budget(0);
    await scheduled(pressed.at(minute("03:40")));
    const poor = await billed(pressed.fleet.context);
    expect([poor.bytes, poor.metrics]).toEqual([bytes, metrics]);
    const { rows } = await pressed.fleet.context.db.pool.query(
      "SELECT source FROM sync_tasks WHERE status = 'postponed' ORDER BY source",
    );
    expect(rows).toEqual([{ source: "metrics" }, { source: "starts" }]);
    await budget(null);
    await scheduled(pressed.at(until));

    const once = await openFleet();
    await first(once.at(until));
    expect(await hours(pressed.fleet.context, minute("05:00"))).toEqual(
      await hours(once.fleet.context, minute("05:00")),
    );
    expect((await billed(pressed.fleet.context)).bytes).toBe((await billed(once.fleet.context)).bytes);
  });
});
