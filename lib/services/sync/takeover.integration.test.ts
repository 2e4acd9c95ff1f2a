import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { getSyncProgress, listUnlearned } from "#lib/db/sql/sync-progress.ts";
import { type SourceName, sources } from "#lib/domain/collection/source.ts";
import { compareStores, describeDifferences } from "#lib/testing/compare-stores.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { holdMoments, type Moment } from "#lib/testing/held-moments.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { startTestWorker, type TestWorker, type TestWorkerOptions } from "#lib/testing/test-worker.ts";
import { requestSync } from "./request-sync.ts";

const options = {
  accounts: 1,
  regions: ["eu-west-1", "us-east-1"],
  functions: 24,
  seed: 17,
  now: new Date("2026-11-20T10:35:00Z"),
  settings: { hourDays: 1 },
};

let folder: string;
let undisturbed: TestDatabase;
const cleanups: (() => Promise<void>)[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lamplight-takeover-"));
  undisturbed = await createTestDatabase();
  const fleet = await openSyncedFleet(undisturbed, options);
  expect((await fleet.sync()).sync.status).toBe("complete");
  await fleet.close();
});
afterAll(async () => {
  await undisturbed.drop();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

interface Disturbed {
  readonly database: TestDatabase;
  readonly fleet: SyncedFleet;
  readonly syncId: string;
  /** Resolves when the sync has ended. */
  readonly over: Promise<void>;
  worker(name: string, more?: Partial<TestWorkerOptions>): Promise<TestWorker>;
}

/** The same fleet in a store of its own, and a sync that nobody works on yet. */
async function disturb(faults = ""): Promise<Disturbed> {
  const database = await createTestDatabase();
  cleanups.push(() => database.drop());
  const fleet = await openSyncedFleet(database, { ...options, faults });
  cleanups.push(() => fleet.close());
  const { syncId } = await requestSync(fleet.context, {});
  let stopped = false;
  const ended = async () => {
    while (!stopped && (await getSyncProgress(database.pool, syncId))?.sync.status === "running") {
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  };
  const over = ended();
  cleanups.push(async () => {
    stopped = true;
    await over;
  });
  const environment = {
    DATABASE_URL: database.url,
    AWS_ENDPOINT_URL: fleet.simulator.url,
    AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
    AWS_SECRET_ACCESS_KEY: "simulated",
    LAMPLIGHT_KEY: "5".repeat(64),
    LAMPLIGHT_QUOTA_SHARE: "1",
    LAMPLIGHT_DATA_DIR: folder,
  };
  return {
    database,
    fleet,
    syncId,
    over,
    async worker(name, more = {}) {
      const clockOffsetMs = fleet.simulator.now().getTime() - Date.now();
      const { settings } = options;
      const worker = await startTestWorker({ name, quotaScale: 50, clockOffsetMs, settings, ...more }, environment);
      cleanups.push(() => worker.signal("SIGKILL"));
      return worker;
    },
  };
}

/** As if the lease of all that run had ended; and as if it were the first time, since nobody kills a worker so often. */
async function expireLeases({ pool }: TestDatabase): Promise<void> {
  await pool.query(
    "UPDATE sync_tasks SET heartbeat_at = heartbeat_at - interval '1 hour', takeovers = 0 WHERE status = 'running'",
  );
}

async function expectWhole({ database, syncId, fleet }: Disturbed): Promise<void> {
  expect((await getSyncProgress(database.pool, syncId))?.sync.status).toBe("complete");
  expect(await listUnlearned(database.pool, syncId), String(fleet.logged)).toEqual([]);
  const differences = await compareStores(undisturbed.pool, database.pool);
  expect(describeDifferences(differences)).toEqual([]);
}

const paged: readonly SourceName[] = sources.map(({ name }) => name);
const cursorMoved = "NEW.cursor IS DISTINCT FROM OLD.cursor";
const moments: readonly Moment[] = [
  // In the middle of each source's first page: its cursor has moved and the page is not kept yet.
  ...paged.map((source) => ({
    name: `page of ${source}`,
    table: "sync_tasks",
    event: "UPDATE" as const,
    timing: "AFTER" as const,
    when: `NEW.source = '${source}' AND ${cursorMoved}`,
  })),
  // Between the last page, which is kept, and the task's end.
  ...(["functions", "detail", "starts"] as const).map((source) => ({
    name: `settling ${source}`,
    table: "source_states",
    event: "INSERT OR UPDATE" as const,
    timing: "BEFORE" as const,
    when: `NEW.source = '${source}'`,
  })),
  { name: "judging", table: "rule_outcomes", event: "INSERT", timing: "BEFORE" },
  {
    name: "ending limits",
    table: "sync_tasks",
    event: "UPDATE",
    timing: "AFTER",
    when: "NEW.source = 'limits' AND NEW.status = 'succeeded'",
  },
  { name: "planning", table: "sync_tasks", event: "INSERT", timing: "AFTER", when: "NEW.source = 'network'" },
  { name: "rolling up", table: "rollup_days", event: "INSERT OR UPDATE", timing: "BEFORE" },
  {
    name: "ending the sync",
    table: "syncs",
    event: "UPDATE",
    timing: "AFTER",
    when: "NEW.status = 'complete'",
  },
];

it("a worker killed at each of its moments is followed by another, and nothing is lost or doubled", async () => {
  const disturbed = await disturb();
  const { database, over } = disturbed;
  const held = await holdMoments(database.pool, moments);
  cleanups.push(held.close);
  for (let run = 1; ; run += 1) {
    const worker = await disturbed.worker(`worker ${run}`);
    const reached = await held.next(over);
    if (reached === null) break;
    await worker.signal("SIGKILL");
    await held.buried(`worker ${run}`);
    await expireLeases(database);
  }
  expect([...held.left]).toEqual([]);
  await expectWhole(disturbed);
});

it("a worker that was stopped and taken over writes nothing when it goes on", async () => {
  const disturbed = await disturb();
  const { database, over } = disturbed;
  const held = await holdMoments(
    database.pool,
    moments.filter(({ name }) => name === "judging"),
  );
  cleanups.push(held.close);
  const stalled = await disturbed.worker("stalled", { idleTransactionMs: 1_500 });
  const reached = await held.next(over);
  await stalled.signal("SIGSTOP");
  // It is in the middle of a transaction, and of many calls to AWS; somebody else takes all of it over.
  await held.release(reached ?? []);
  await expireLeases(database);
  await disturbed.worker("successor");
  await over;
  await expectWhole(disturbed);
  const asLeft = await database.pool.query("SELECT id, status, attempts, cursor, ended_at FROM sync_tasks ORDER BY id");
  await stalled.signal("SIGCONT");
  // SIGTERM waits for all that the process still does.
  await stalled.signal("SIGTERM");
  const now = await database.pool.query("SELECT id, status, attempts, cursor, ended_at FROM sync_tasks ORDER BY id");
  expect(now.rows).toEqual(asLeft.rows);
  await expectWhole(disturbed);
});

it("several workers share one sync, one with a clock that jumps, while calls fail and connections are cut again and again", async () => {
  const disturbed = await disturb("throttle=0.1,reset=0.02,slow=0.05:50");
  const { database, over } = disturbed;
  const offset = disturbed.fleet.simulator.now().getTime() - Date.now();
  await Promise.all([
    disturbed.worker("one"),
    // Behind, and within the same hour: what is planned is the same, what is observed is told late.
    disturbed.worker("two", { clockOffsetMs: offset - 8 * 60_000 }),
  ]);
  let running = true;
  void over.then(() => {
    running = false;
  });
  let cut = 0;
  // A dozen, so that a machine that is busy with other things gets on in between.
  while (running && cut < 12) {
    const { rowCount } = await database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM (SELECT pid FROM pg_stat_activity
       WHERE datname = current_database() AND application_name IN ('one', 'two') ORDER BY random() LIMIT 2) chosen`,
    );
    cut += rowCount ?? 0;
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  await over;
  expect(cut).toBeGreaterThan(3);
  await expectWhole(disturbed);
});
