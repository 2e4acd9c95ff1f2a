import { expect, it, onTestFinished } from "vitest";
import { createTestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet } from "#lib/testing/synced-fleet.ts";
import { requestScheduledSync } from "./request-scheduled-sync.ts";
import { requestSync } from "./request-sync.ts";
import { startTaskRunner } from "./task-runner.ts";

it("a manual sync begins at once, though a worker is busy with what runs by the clock", async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const fleet = await openSyncedFleet(database, { accounts: 3, regions: ["eu-west-1"], functions: 30 });
  onTestFinished(fleet.close);
  await fleet.sync({ sources: ["accounts", "regions"] });
  // Two places, of which one is kept for people; every call takes far longer than the test.
  const slow = { ...fleet.context, settings: { ...fleet.context.settings, concurrency: 2 } };
  const blocked = Promise.withResolvers<void>();
  const call = slow.aws.collect;
  const urgent: (boolean | undefined)[] = [];
  const aws = {
    ...slow.aws,
    async *collect(task: Parameters<typeof call>[0]) {
      urgent.push(task.urgent);
      await Promise.race([blocked.promise, new Promise((resolve) => task.signal.addEventListener("abort", resolve))]);
      task.signal.throwIfAborted();
      yield* call(task);
    },
  } as typeof slow.aws;
  const context = { ...slow, aws };
  await requestScheduledSync(context, { seconds: 0, salt: "" });
  const runner = startTaskRunner(context);
  const statuses = async () => {
    const { rows } = await database.pool.query<{ trigger: string; status: string; count: number }>(
      `SELECT s.trigger, t.status, count(*)::int AS count FROM sync_tasks t JOIN syncs s ON s.id = t.sync_id
       WHERE s.status = 'running' GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    return rows.map(({ trigger, status, count }) => `${count} ${trigger} ${status}`);
  };
  await expect.poll(statuses, { timeout: 20_000 }).toEqual(["1 schedule running", "5 schedule waiting"]);
  await requestSync(context, { sources: ["regions"] });
  await expect
    .poll(statuses, { timeout: 20_000 })
    .toEqual(["1 manual running", "2 manual waiting", "1 schedule running", "5 schedule waiting"]);
  // Its calls go before those of the other, where both wait for one quota.
  await expect.poll(() => urgent).toEqual([false, true]);
  blocked.resolve();
  await runner.stop();
});
