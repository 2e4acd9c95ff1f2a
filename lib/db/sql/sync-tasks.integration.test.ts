import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import {
  addTasks,
  type ClaimedTask,
  claimTasks,
  endTask,
  type FreeSlots,
  type NewTask,
  saveTaskStep,
} from "./sync-tasks.ts";
import { createSync, type SyncTrigger } from "./syncs.ts";
import { inSqlTransaction } from "./transaction.ts";

const now = new Date("2026-11-20T10:30:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const all = { any: 64, scheduled: 64 };

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

async function sync(trigger: SyncTrigger, tasks: readonly Partial<NewTask>[]): Promise<string> {
  const { id } = await createSync(
    database.pool,
    { trigger, requestedBy: null, scope: {}, spreadSeconds: 0, spreadSalt: "" },
    now,
  );
  const whole = tasks.map(
    (task): NewTask => ({
      accountId: "111122223333",
      region: "eu-west-1",
      source: "functions",
      phase: "usable",
      skipped: null,
      ...task,
    }),
  );
  await addTasks(database.pool, id, whole, now);
  return id;
}

const regions = (count: number, more: Partial<NewTask> = {}): Partial<NewTask>[] =>
  Array.from({ length: count }, (_, k) => ({ region: `r-${k}`, ...more }));

const claim = (free: FreeSlots = all, at = now): Promise<ClaimedTask[]> =>
  inSqlTransaction(database.pool, (sql) => claimTasks(sql, free, at));

/** The worker that held everything has died: nobody has said that its tasks are alive for longer than the lease. */
async function fallSilent(): Promise<void> {
  await database.pool.query("UPDATE sync_tasks SET heartbeat_at = heartbeat_at - interval '1 minute'");
}

const endSucceeded = (task: ClaimedTask) =>
  endTask(database.pool, task, { status: "succeeded", reason: null, remedy: null }, now);

describe("claims", () => {
  it("take what people wait for first, then what makes pages useful", async () => {
    const scheduled = await sync("schedule", regions(3));
    const start = await sync("start", [{ region: "s", phase: "complete" }, { region: "t" }]);
    const manual = await sync("manual", [{ region: "m", phase: "complete" }]);
    const order: [string, string][] = [];
    for (let k = 0; k < 6; k += 1) {
      for (const task of await claim({ any: 1, scheduled: 1 })) order.push([task.syncId, task.phase]);
    }
    expect(order).toEqual([
      [manual, "complete"],
      [start, "usable"],
      [start, "complete"],
      [scheduled, "usable"],
      [scheduled, "usable"],
      [scheduled, "usable"],
    ]);
  });

  it("begin with the places that hold the most functions, since those take longest", async () => {
    await database.pool.query("INSERT INTO accounts (id, name, origin) VALUES ('111122223333', 'orders', 'list')");
    await database.pool.query(
      `INSERT INTO account_regions (account_id, region, function_count)
       VALUES ('111122223333', 'r-0', 3), ('111122223333', 'r-1', 4000), ('111122223333', 'r-2', 50)`,
    );
    await sync("schedule", regions(4, { source: "detail", phase: "complete" }));
    const order: string[] = [];
    for (let k = 0; k < 4; k += 1) for (const { region } of await claim({ any: 1, scheduled: 1 })) order.push(region);
    expect(order).toEqual(["r-1", "r-2", "r-0", "r-3"]);
  });

  it("keep places for people, however many tasks run by the clock", async () => {
    await sync("schedule", regions(20));
    expect(await claim({ any: 8, scheduled: 5 })).toHaveLength(5);
    expect(await claim({ any: 3, scheduled: 0 })).toEqual([]);
    await sync("manual", [{ region: "m" }]);
    expect((await claim({ any: 3, scheduled: 0 })).map(({ region, trigger }) => [region, trigger])).toEqual([
      ["m", "manual"],
    ]);
  });

  it("leave what is not due yet", async () => {
    await sync("schedule", [
      { region: "early", dueAt: later(5) },
      { region: "late", dueAt: later(15) },
    ]);
    const regionsAt = async (minutes: number) => (await claim(all, later(minutes))).map(({ region }) => region);
    expect(await regionsAt(0)).toEqual([]);
    expect(await regionsAt(5)).toEqual(["early"]);
    expect(await regionsAt(20)).toEqual(["late"]);
  });

  it("never have two tasks of two syncs read one source of one place at once", async () => {
    await sync("schedule", regions(4));
    await sync("manual", regions(4));
    const runners = await Promise.all([claim({ any: 3, scheduled: 3 }), claim({ any: 3, scheduled: 3 }), claim()]);
    const first = runners.flat();
    expect(first.map(({ region }) => region).sort()).toEqual(["r-0", "r-1", "r-2", "r-3"]);
    expect(first.every(({ trigger }) => trigger === "manual")).toBe(true);
    expect(await claim()).toEqual([]);
    for (const task of first) await endSucceeded(task);
    expect((await claim()).map(({ trigger }) => trigger)).toEqual(Array(4).fill("schedule"));
  });

  it("count how often workers fell silent over a task, until it gets on", async () => {
    await sync("manual", [{}]);
    const takeovers: number[] = [];
    let held: ClaimedTask | undefined;
    for (let k = 0; k < 4; k += 1) {
      [held] = await claim();
      takeovers.push(held?.takeovers ?? -1);
      await fallSilent();
    }
    if (held === undefined) throw new Error("The task was not claimed.");
    await saveTaskStep(database.pool, held, { cursor: "1", done: 1, total: null });
    await fallSilent();
    const [next] = await claim();
    expect([...takeovers, next?.takeovers]).toEqual([0, 1, 2, 3, 1]);
    expect(next?.attempts).toBe(5);
  });

  it("never blame a task for long for what another does: of those that workers may die of, a worker takes one", async () => {
    await sync("manual", regions(6));
    const killer = "r-3";
    const most = new Map<string, number>();
    for (let round = 0; round < 32; round += 1) {
      // The next worker, which dies of one task before any other has kept a page.
      const held = await claim({ any: 64, scheduled: 64 });
      for (const { region, takeovers } of held) most.set(region, Math.max(takeovers, most.get(region) ?? 0));
      if (held.some(({ region }) => region === killer)) await fallSilent();
      else for (const task of held) await endSucceeded(task);
    }
    const innocent = [...most].filter(([region]) => region !== killer).map(([, takeovers]) => takeovers);
    expect(innocent).toHaveLength(5);
    expect(Math.max(...innocent)).toBeLessThan(8);
    // One that holds a suspect takes none beside it.
    await sync("manual", [{ region: "new" }]);
    expect((await claim({ ...all, suspects: 0 })).map(({ region }) => region)).toEqual(["new"]);
  });

  it("look at no more than they take, with 50,000 tasks in the table", async () => {
    const running = await sync("schedule", []);
    await database.pool.query(
      `INSERT INTO sync_tasks (id, sync_id, account_id, region, source, phase, status, priority, attempts, progress_done, heartbeat_at, started_at)
       SELECT gen_random_uuid(), $1, lpad((k / 50)::text, 12, '0'), 'r-' || k % 50, 'functions', 'usable',
         CASE WHEN k < 40000 THEN 'succeeded' WHEN k < 40100 THEN 'running' ELSE 'waiting' END, 2, 0, 0, clock_timestamp(), $2
       FROM generate_series(1, 50000) AS k`,
      [running, now],
    );
    await database.pool.query("ANALYZE sync_tasks");
    const { rows } = await inSqlTransaction(database.pool, async (sql) => {
      expect(await claimTasks(sql, { any: 16, scheduled: 16 }, now)).toHaveLength(16);
      return sql.query<{ scans: number; rows: number }>(
        `SELECT seq_scan::int AS scans, idx_tup_fetch::int AS rows FROM pg_stat_xact_user_tables WHERE relname = 'sync_tasks'`,
      );
    });
    expect(rows[0]?.scans).toBe(0);
    // The hundred that run are looked at, and each of the sixteen is asked whether somebody reads it.
    expect(rows[0]?.rows).toBeGreaterThan(16);
    expect(rows[0]?.rows).toBeLessThan(600);
  });
});
