import pino from "pino";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type ClaimedTask, claimTasks, endTask, releaseTasks } from "#lib/db/sql/sync-tasks.ts";
import { createServiceContext, type ServiceContext } from "#lib/services/context.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { requestSync } from "./request-sync.ts";
import { contextOfTask, TaskLostError } from "./task-context.ts";

let database: TestDatabase;
let context: ServiceContext;
let task: ClaimedTask;

beforeAll(async () => {
  database = await createTestDatabase();
  context = createServiceContext({
    db: database,
    actor: { kind: "system", name: "test" },
    logger: pino({ level: "silent" }),
  });
  await requestSync(context, {});
  await database.pool.query("CREATE TABLE test_written (what text)");
});
afterAll(() => database.drop());

beforeEach(async () => {
  await database.pool.query("TRUNCATE test_written");
  await database.pool.query("UPDATE sync_tasks SET status = 'waiting'");
  const [claimed] = await context.inSqlTransaction((sql) => claimTasks(sql, { any: 1, scheduled: 1 }, new Date()));
  if (claimed === undefined) throw new Error("No task was claimed.");
  task = claimed;
});

const write = (of: ServiceContext, what: string, meanwhile: () => Promise<unknown> = async () => undefined) =>
  of.inSqlTransaction(async (sql) => {
    await sql.query("INSERT INTO test_written VALUES ($1)", [what]);
    await meanwhile();
  });

async function written(): Promise<string[]> {
  const { rows } = await database.pool.query<{ what: string }>("SELECT what FROM test_written ORDER BY what");
  return rows.map(({ what }) => what);
}

/** Somebody else claims the task, as when this worker's lease has ended. */
async function takeOver(): Promise<void> {
  await releaseTasks(database.pool, [task]);
  await context.inSqlTransaction((sql) => claimTasks(sql, { any: 1, scheduled: 1 }, new Date()));
}

it("keeps what a task writes while it is held, its own end included", async () => {
  const own = contextOfTask(context, task, new AbortController().signal);
  await write(own, "a page");
  await own.inSqlTransaction(async (sql) => {
    await sql.query("INSERT INTO test_written VALUES ('the end')");
    await endTask(sql, task, { status: "succeeded", reason: null, remedy: null }, new Date());
  });
  expect(await written()).toEqual(["a page", "the end"]);
});

it("keeps nothing once somebody else holds the task, though that happened in the middle of the transaction", async () => {
  const own = contextOfTask(context, task, new AbortController().signal);
  await expect(write(own, "too late", takeOver)).rejects.toBeInstanceOf(TaskLostError);
  await expect(write(own, "far too late")).rejects.toBeInstanceOf(TaskLostError);
  expect(await written()).toEqual([]);
});

it("begins nothing after the worker was told to stop, and cancels what takes long", async () => {
  const stop = new AbortController();
  const own = contextOfTask(context, task, stop.signal);
  const sleeping = own.inSqlTransaction(async (sql) => {
    await sql.query("INSERT INTO test_written VALUES ('half')");
    setImmediate(() => stop.abort(new Error("The worker stops.")));
    await sql.query("SELECT pg_sleep(60)");
  });
  await expect(sleeping).rejects.toMatchObject({ code: "57014" });
  await expect(write(own, "more")).rejects.toThrow("The worker stops.");
  expect(await written()).toEqual([]);
});
