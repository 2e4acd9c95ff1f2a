import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { getFunction } from "./get-function.ts";
import { getFunctionSeries } from "./get-function-series.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
let database: TestDatabase;
let fleet: SyncedFleet;
let now: Date;
let thing: FunctionThing;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  fleet = await openSyncedFleet(database, { accounts: 1, regions: ["eu-west-1"], functions: 24, seed: 21 });
  await fleet.sync();
  now = fleet.simulator.now();
  const { rows } = await database.pool.query<{ arn: string }>(
    `SELECT f.arn FROM functions f JOIN function_hours h ON h.account_id = f.account_id AND h.function_id = f.id
     WHERE h.at >= $1 GROUP BY f.arn HAVING sum(h.reports) > 0 ORDER BY sum(h.invocations) DESC LIMIT 1`,
    [new Date(now.getTime() - 7 * dayMs)],
  );
  const period = { from: new Date(now.getTime() - 7 * dayMs), to: now, preset: null };
  const found = await getFunction({ arn: rows[0]?.arn ?? "", period, cost: false, now });
  if (!found) throw new Error("The simulated fleet has no function that ran.");
  thing = found;
}, 300_000);

afterAll(async () => {
  await fleet.close();
  await sharedDatabase().close();
  await database.drop();
});

const series = (days: number, compare = false, withChanges = true) =>
  getFunctionSeries({ thing, from: new Date(now.getTime() - days * dayMs), to: now, now, compare, withChanges });

async function stored(table: "function_hours" | "function_days", column: string, since: Date): Promise<number> {
  const at = table === "function_hours" ? "at >= date_trunc('hour', $3::timestamptz)" : "day >= $3::timestamptz::date";
  const { rows } = await database.pool.query<{ sum: number }>(
    `SELECT coalesce(sum(${column}), 0)::float8 AS sum FROM ${table}
     WHERE account_id = $1 AND function_id = $2 AND ${at}`,
    [thing.accountId, thing.id, since],
  );
  return rows[0]?.sum ?? Number.NaN;
}

describe("the series of a function", () => {
  it("by hour adds up to what is stored", async () => {
    const view = await series(7);
    expect(view.granularity).toBe("hour");
    const since = new Date(now.getTime() - 7 * dayMs);
    expect(view.totals.invocations).toBe(await stored("function_hours", "invocations", since));
    expect(view.totals.reports).toBe(await stored("function_hours", "reports", since));
    expect(view.totals.durationP95Ms).toBeGreaterThan(view.totals.durationP50Ms ?? Number.NaN);
    expect(view.incompleteFrom).toBe(view.moments.at(-1)?.at);
  });

  it("tells an hour of rest from one that was not read", async () => {
    const rest = new Date(Math.floor(now.getTime() / hourMs) * hourMs - 30 * hourMs);
    await database.pool.query("DELETE FROM function_hours WHERE account_id = $1 AND function_id = $2 AND at = $3", [
      thing.accountId,
      thing.id,
      rest,
    ]);
    const invocations = async () => (await series(7)).moments.find(({ at }) => at === rest.toISOString())?.invocations;
    expect(await invocations()).toBe(0);
    await database.pool.query(
      "UPDATE source_watermarks SET covers_from = $2 WHERE account_id = $1 AND source = 'metrics' AND tier = 'complete'",
      [thing.accountId, new Date(rest.getTime() + hourMs)],
    );
    expect(await invocations()).toBeNull();
  });

  it("by day covers 13 months, none of it twice", async () => {
    const view = await series(395);
    expect(view.granularity).toBe("day");
    expect(view.moments.length).toBeGreaterThanOrEqual(395);
    expect(new Set(view.moments.map(({ at }) => at)).size).toBe(view.moments.length);
    expect(view.totals.invocations).toBe(
      await stored("function_days", "invocations", new Date(now.getTime() - 395 * dayMs)),
    );
  });

  it("compares steps that are over with as many before", async () => {
    const view = await series(3, true);
    const previous = view.previous;
    if (!previous) throw new Error("There is no previous period.");
    expect(previous.moments).toHaveLength(view.moments.length);
    expect(Date.parse(view.moments[0]?.at ?? "") - Date.parse(previous.moments[0]?.at ?? "")).toBe(previous.shiftMs);
    const over = view.moments.slice(0, -1).reduce((sum, { invocations }) => sum + (invocations ?? 0), 0);
    const before = previous.moments.slice(0, -1).reduce((sum, { invocations }) => sum + (invocations ?? 0), 0);
    expect(view.compared.invocations).toBe(over);
    expect(previous.totals.invocations).toBe(before);
  });

  it("has changes only for those who may read them", async () => {
    await database.pool.query(
      `UPDATE changes SET occurred_at = $1 WHERE entity_id = $2 AND id = (SELECT min(id::text)::uuid FROM changes WHERE entity_id = $2)`,
      [new Date(now.getTime() - hourMs), thing.arn],
    );
    const { rows } = await database.pool.query("SELECT 1 FROM changes WHERE entity_id = $1", [thing.arn]);
    expect((await series(400)).changes).toHaveLength(rows.length);
    expect((await series(400, false, false)).changes).toEqual([]);
  });
});
