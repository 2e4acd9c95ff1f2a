import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { cancelSync } from "./cancel-sync.ts";
import { beginningOf } from "./plan-followers.ts";
import { requestScheduledSync } from "./request-scheduled-sync.ts";
import { requestSync } from "./request-sync.ts";
import type { SyncContext } from "./sync-context.ts";

const start = new Date("2026-11-20T10:16:00Z");
const later = (hours: number) => new Date(start.getTime() + hours * 3_600_000);
const spread = { seconds: 1_200, salt: "here" };

let database: TestDatabase;
let fleet: SyncedFleet;
beforeAll(async () => {
  database = await createTestDatabase();
  fleet = await openSyncedFleet(database, {
    accounts: 3,
    regions: ["eu-west-1", "us-east-1"],
    functions: 30,
    now: start,
  });
  await fleet.sync({ sources: ["accounts", "regions", "limits"] });
});
afterAll(async () => {
  await fleet.close();
  await database.drop();
});

const at = (clock: Date): SyncContext => ({ ...fleet.context, clock: { now: () => clock } });

interface Task {
  readonly accountId: string;
  readonly region: string;
  readonly source: string;
  readonly dueAt: Date | null;
}

/** The tasks that a sync begins with; it is cancelled then. */
async function tasksOf(syncId: string): Promise<Task[]> {
  const { rows } = await database.pool.query<Task>(
    `SELECT account_id AS "accountId", region, source, due_at AS "dueAt" FROM sync_tasks WHERE sync_id = $1 ORDER BY 1, 2, 3`,
    [syncId],
  );
  await cancelSync(fleet.context, { syncId });
  return rows;
}

const sourcesOf = (tasks: readonly Task[]) => [...new Set(tasks.map(({ source }) => source))].sort();

describe("what a sync begins with", () => {
  it("by hand: the accounts, whatever their age", async () => {
    const { syncId } = await requestSync(at(later(0)), {});
    expect(await tasksOf(syncId)).toEqual([{ accountId: "", region: "", source: "accounts", dueAt: null }]);
  });

  it("by hand, of a source far down: that source, in every Region", async () => {
    const { syncId } = await requestSync(at(later(0)), { sources: ["detail"] });
    const tasks = await tasksOf(syncId);
    expect(sourcesOf(tasks)).toEqual(["detail"]);
    expect(tasks).toHaveLength(6);
  });

  it("an hour later by the clock: what is due, each account at its own moment", async () => {
    const syncId = await requestScheduledSync(at(later(1)), spread);
    const tasks = await tasksOf(syncId ?? "");
    expect(sourcesOf(tasks)).toEqual(["limits", "roles"]);
    const sync = { startedAt: later(1), spreadSeconds: spread.seconds, spreadSalt: spread.salt };
    for (const { accountId, dueAt } of tasks) expect(dueAt).toEqual(beginningOf(sync, accountId));
    const moments = new Set(tasks.map(({ dueAt }) => dueAt?.getTime()));
    expect(moments.size).toBe(3);
    for (const moment of moments) expect(Number(moment) - later(1).getTime()).toBeLessThan(1_200_000);
  });

  it("a day later by the clock: the accounts first", async () => {
    const syncId = await requestScheduledSync(at(later(25)), spread);
    expect(sourcesOf(await tasksOf(syncId ?? ""))).toEqual(["accounts"]);
  });

  it("a sync by the clock joins one by hand, and is not joined by one", async () => {
    const scheduled = await requestScheduledSync(at(later(1)), spread);
    const manual = await requestSync(at(later(1)), {});
    expect(manual.joined).toBe(false);
    expect(await requestSync(at(later(1)), {})).toEqual({ syncId: manual.syncId, joined: true });
    await cancelSync(fleet.context, { syncId: scheduled ?? "" });
    expect(await requestScheduledSync(at(later(1)), spread)).toBe(manual.syncId);
    await cancelSync(fleet.context, { syncId: manual.syncId });
  });
});
