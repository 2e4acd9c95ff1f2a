import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#lib/services/context.ts";
import { createServiceContext } from "#lib/services/context.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { getCollectionSettings, replaceCollectionSettings, saveCollectionSettings } from "./collection-settings.ts";
import { followQuotaShares } from "./follow-quota-shares.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const person = (role: "admin" | "manager"): Actor => ({
  kind: "user",
  userId: "018f0000-0000-7000-8000-000000000000",
  name: "Ada",
  role,
});
const contextOf = (actor: Actor) => createServiceContext({ db: database, actor, logger: pino({ level: "silent" }) });

describe("the settings of the collection", () => {
  it("are no budget, the usual shares and the schedule until somebody says otherwise", async () => {
    expect(await getCollectionSettings(contextOf(person("admin")))).toEqual({
      monthlyBudgetUsd: null,
      quotaShares: {},
      schedule: true,
    });
  });

  it("are an administrator's to see and to change", async () => {
    const context = contextOf(person("manager"));
    await expect(getCollectionSettings(context)).rejects.toMatchObject({ code: "forbidden" });
    const input = { monthlyBudgetUsd: 1, quotaShares: {}, schedule: true };
    await expect(saveCollectionSettings(context, input)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("are kept, and recorded with what they were", async () => {
    const context = contextOf(person("admin"));
    const first = { monthlyBudgetUsd: 20, quotaShares: { "lambda-control": 0.5 }, schedule: false };
    await saveCollectionSettings(context, first);
    expect(await getCollectionSettings(context)).toEqual(first);
    const second = { ...first, monthlyBudgetUsd: 0 };
    await saveCollectionSettings(context, second);
    expect(await getCollectionSettings(context)).toEqual(second);
    const { rows } = await database.pool.query<{ details: unknown }>(
      "SELECT details FROM audit_events WHERE action = 'settings.save-collection' ORDER BY at, id",
    );
    expect(rows.map(({ details }) => details)).toEqual(
      expect.arrayContaining([expect.objectContaining({ after: first }), { before: first, after: second }]),
    );
  });

  it("are replaced by one of two who save at the same moment; the other is told what was saved", async () => {
    const context = contextOf(person("admin"));
    await database.pool.query("DELETE FROM settings WHERE key = 'collection'");
    const seen = await getCollectionSettings(context);
    const replace = (by: typeof context, monthlyBudgetUsd: number) =>
      replaceCollectionSettings(by, { values: { ...seen, quotaShares: {}, monthlyBudgetUsd }, seen });
    const waiting = async () =>
      (
        await database.pool.query(
          "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        )
      ).rows.length;
    let other: ReturnType<typeof replace> | undefined;
    // The other one comes when the first has written, and nothing of that is to be seen yet.
    const first = await replace(
      {
        ...context,
        inSqlTransaction: (work) =>
          context.inSqlTransaction(async (sql) => {
            const done = await work(sql);
            other = replace(context, 22);
            await expect.poll(waiting).toBe(1);
            return done;
          }),
      },
      11,
    );
    const saved = { monthlyBudgetUsd: 11, quotaShares: {}, schedule: true };
    expect(first).toEqual({ state: "saved", values: saved });
    expect(await other).toEqual({ state: "overtaken", values: saved });
    expect(await getCollectionSettings(context)).toEqual(saved);
    const next = { values: { ...saved, quotaShares: { iam: 0.5, sqs: 0.5 } }, seen: saved };
    expect(await replaceCollectionSettings(context, next)).toMatchObject({ state: "saved" });
    const reordered = { ...next.values, quotaShares: { sqs: 0.5, iam: 0.5 } };
    expect(await replaceCollectionSettings(context, { ...next, seen: reordered })).toMatchObject({ state: "saved" });
  });

  it.each([
    [{ monthlyBudgetUsd: -1 }],
    [{ monthlyBudgetUsd: Number.NaN }],
    [{ quotaShares: { "lambda-control": 0 } }],
    [{ quotaShares: { "lambda-control": 1.01 } }],
    [{ quotaShares: { "no-such-class": 0.5 } }],
  ])("refuse %j", async (wrong) => {
    const input = { monthlyBudgetUsd: null, quotaShares: {}, schedule: true, ...wrong };
    await expect(saveCollectionSettings(contextOf(person("admin")), input)).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it.each([
    [
      { monthlyBudgetUsd: "much", schedule: false },
      { monthlyBudgetUsd: null, quotaShares: {}, schedule: false },
    ],
    [
      { monthlyBudgetUsd: 5, quotaShares: { iam: 0.2, gone: 0.5, "lambda-control": 7 }, schedule: "never" },
      { monthlyBudgetUsd: 5, quotaShares: { iam: 0.2 }, schedule: true },
    ],
    [[1, 2], { monthlyBudgetUsd: null, quotaShares: {}, schedule: true }],
  ])("of another version, %j, are read as far as they can be", async (saved, expected) => {
    await database.pool.query("UPDATE settings SET value = $1 WHERE key = 'collection'", [JSON.stringify(saved)]);
    expect(await getCollectionSettings(contextOf(person("admin")))).toEqual(expected);
  });
});

it("workers follow the shares without a restart", async () => {
  const context = contextOf({ kind: "system", name: "worker" });
  const told: Readonly<Record<string, number>>[] = [];
  const shares = await followQuotaShares(context, { setQuotaShares: (next) => void told.push(next) }, 20);
  const save = async (quotaShares: Record<string, number>) =>
    saveCollectionSettings(context, { monthlyBudgetUsd: null, quotaShares, schedule: true });
  await save({ iam: 0.1 });
  await expect.poll(() => told).toEqual([{ iam: 0.1 }]);
  await save({});
  await expect.poll(() => told).toEqual([{ iam: 0.1 }, {}]);
  shares.stop();
});
