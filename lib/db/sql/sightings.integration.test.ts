import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ObservedLogGroup } from "#lib/domain/fleet/observed-log-group.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { deleteMissingLogGroups, listLogGroups, saveLogGroups } from "./place-facts.ts";
import { forgetSightings, noteSightings } from "./sightings.ts";

const place = { accountId: "111122223333", region: "eu-west-1" };
const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const groupOf = (name: string): ObservedLogGroup => ({
  name,
  arn: `arn:${name}`,
  logGroupClass: "STANDARD",
  retentionDays: 14,
  storedBytes: 1,
});

/** A task that lists log groups, begun at this hour. */
async function beginTask(hour: number) {
  const [sync, id] = [randomUUID(), randomUUID()];
  await database.pool.query("INSERT INTO syncs (id, trigger, scope, started_at) VALUES ($1, 'manual', '{}', $2)", [
    sync,
    at(hour),
  ]);
  await database.pool.query(
    `INSERT INTO sync_tasks (id, sync_id, account_id, region, source, phase, status, started_at)
     VALUES ($1, $2, $3, $4, 'log-groups', 'complete', 'running', $5)`,
    [id, sync, place.accountId, place.region, at(hour)],
  );
  return { id, ...place, source: "log-groups" as const, startedAt: at(hour) };
}

async function keepPage(
  task: { readonly id: string; readonly startedAt: Date },
  names: readonly string[],
): Promise<void> {
  await saveLogGroups(database.pool, place, names.map(groupOf), task.startedAt);
  await noteSightings(database.pool, task, names);
}

/** Where each stored row lies and who wrote it: the same as long as it is not written again. */
async function versions(): Promise<Record<string, string>> {
  const { rows } = await database.pool.query<{ name: string; version: string }>(
    "SELECT name, ctid::text || ' ' || xmin::text || ' ' || xmax::text AS version FROM log_groups",
  );
  return Object.fromEntries(rows.map(({ name, version }) => [name, version]));
}

async function names(): Promise<string[]> {
  return (await listLogGroups(database.pool, place)).map(({ name }) => name);
}

it("leaves what is as it was alone, and lets go of what no page of the list named", async () => {
  const first = await beginTask(1);
  await keepPage(first, ["a", "b"]);
  await keepPage(first, ["c"]);
  await deleteMissingLogGroups(database.pool, first);
  expect(await names()).toEqual(["a", "b", "c"]);
  const before = await versions();

  const second = await beginTask(2);
  await keepPage(second, ["a"]);
  // Taken over after a kill: the page is read again, and then the last one.
  await keepPage(second, ["a"]);
  await keepPage(second, ["c", "d"]);
  expect(await versions()).toMatchObject({ a: before.a, c: before.c });
  await deleteMissingLogGroups(database.pool, second);
  expect(await names()).toEqual(["a", "c", "d"]);
  // The end of a task may be tried again.
  await deleteMissingLogGroups(database.pool, second);
  expect(await names()).toEqual(["a", "c", "d"]);
});

it("keeps the notes of a task until another of the same list has ended", async () => {
  await database.pool.query("DELETE FROM syncs");
  const [first, second] = [await beginTask(3), await beginTask(4)];
  await keepPage(first, ["a"]);
  await keepPage(second, ["a"]);
  const kept = async () => (await database.pool.query<{ id: string }>("SELECT task_id AS id FROM list_sightings")).rows;
  await forgetSightings(database.pool, second);
  expect(await kept()).toHaveLength(2);
  await database.pool.query("UPDATE sync_tasks SET status = 'succeeded' WHERE id = $1", [first.id]);
  await forgetSightings(database.pool, second);
  expect(await kept()).toEqual([{ id: second.id }]);
});
