import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { areFunctionsAwaited } from "./role-judging.ts";
import { saveSourceState } from "./source-states.ts";

const started = new Date("2026-11-20T10:00:00Z");
const before = new Date(started.getTime() - 60_000);
const after = new Date(started.getTime() + 1_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

interface Other {
  readonly status: string;
  readonly startedAt?: Date | null;
  readonly source?: string;
  readonly accountId?: string;
  /** When the Region's list came out last; absent: never. */
  readonly settledAt?: Date;
}

/** Whether functions are awaited by the task of one Region beside that of another, in an account of their own. */
async function awaited({ status, startedAt = started, source = "functions", settledAt, ...more }: Other) {
  const own = String(Math.floor(Math.random() * 1e12)).padStart(12, "0");
  const [id, syncId, accountId] = [randomUUID(), randomUUID(), more.accountId ?? own];
  const { pool } = database;
  await pool.query("INSERT INTO syncs (id, trigger, scope, started_at) VALUES ($1, 'manual', '{}', $2)", [
    syncId,
    before,
  ]);
  const add = (taskId: string, account: string, region: string, of: string, as: string, at: Date | null) =>
    pool.query(
      `INSERT INTO sync_tasks (id, sync_id, account_id, region, source, phase, status, started_at)
       VALUES ($1, $2, $3, $4, $5, 'usable', $6, $7)`,
      [taskId, syncId, account, region, of, as, at],
    );
  await add(id, own, "eu-west-1", "functions", "running", started);
  await add(randomUUID(), accountId, "us-east-1", source, status, startedAt);
  if (settledAt !== undefined) {
    const state = { accountId, region: "us-east-1", source: "functions", state: "denied", remedy: null } as const;
    await saveSourceState(pool, { ...state, reason: "It may not." }, settledAt);
  }
  return await areFunctionsAwaited(pool, { id, syncId, accountId: own });
}

it.each<[string, Other, boolean]>([
  ["a list that has not begun", { status: "waiting", startedAt: null }, true],
  ["a list that is being read", { status: "running" }, true],
  ["a list that came out in an earlier sync and is read again", { status: "running", settledAt: before }, true],
  ["a list that came out and whose task has not ended", { status: "running", settledAt: after }, false],
  ["a list that has ended", { status: "denied", settledAt: after }, false],
  ["a list that was cancelled", { status: "skipped" }, false],
  ["another source", { status: "running", source: "triggers" }, false],
  ["another account", { status: "running", accountId: "999999999999" }, false],
])("%s", async (_, other, expected) => {
  expect(await awaited(other)).toBe(expected);
});
