import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMeters } from "#lib/db/sql/sync-meters.ts";
import { addTasks } from "#lib/db/sql/sync-tasks.ts";
import { createSync } from "#lib/db/sql/syncs.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import { createServiceContext, type ServiceContext } from "#lib/services/context.ts";
import { saveCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { listPostponed } from "./list-postponed.ts";
import { PostponedError } from "./postponed-error.ts";
import { assertWithinBudget, currentSpending, reserveSpending } from "./spending.ts";

let database: TestDatabase;
let now = new Date("2027-01-15T12:00:00Z");
let context: ServiceContext;

beforeAll(async () => {
  database = await createTestDatabase();
  context = createServiceContext({
    db: database,
    actor: { kind: "cli", name: "test" },
    logger: pino({ level: "silent" }),
    clock: { now: () => now },
  });
});
afterAll(() => database.drop());

/** Each test has a month of its own: nothing that another spent counts in it. */
let month = 0;
async function beginMonth(monthlyBudgetUsd: number | null): Promise<void> {
  month += 1;
  now = new Date(Date.UTC(2027, month, 15, 12));
  await database.pool.query("UPDATE sync_tasks SET status = 'succeeded' WHERE status = 'running'");
  await saveCollectionSettings(context, { monthlyBudgetUsd, quotaShares: {}, schedule: true });
}

async function runningTasks(count: number, source: SourceName): Promise<string[]> {
  return context.inSqlTransaction(async (sql) => {
    const asked = { trigger: "manual", requestedBy: null, scope: {}, spreadSeconds: 0, spreadSalt: "" } as const;
    const { id: syncId } = await createSync(sql, asked, now);
    const tasks = Array.from({ length: count }, (_, k) => ({
      accountId: "111122223333",
      region: `eu-test-${k + 1}`,
      source,
      phase: "usable" as const,
      skipped: null,
    }));
    await addTasks(sql, syncId, tasks, now);
    const { rows } = await sql.query<{ id: string }>(
      "UPDATE sync_tasks SET status = 'running', started_at = $2 WHERE sync_id = $1 RETURNING id",
      [syncId, now],
    );
    return rows.map(({ id }) => id);
  });
}

async function end(id: string, status: string, reason: string | null = null): Promise<void> {
  await database.pool.query("UPDATE sync_tasks SET status = $2, reason = $3, ended_at = $4 WHERE id = $1", [
    id,
    status,
    reason,
    now,
  ]);
}

async function spend(id: string, costUsd: number | null, metricsRequested = 0): Promise<void> {
  const none = { calls: 1, retries: 0, throttles: 0, failures: 0, bytesScanned: 0 };
  const row = { service: "cloudwatch", operation: "GetMetricData", ...none, metricsRequested, costUsd };
  await addMeters(database.pool, id, [{ ...row, metricsRequested: Math.max(1, metricsRequested) }], now);
}

/** A task as workers run it: asks for its dollars, then page after page, until it is done or put off. */
async function work(id: string, plannedUsd: number, pages: readonly number[]): Promise<"succeeded" | "postponed"> {
  try {
    await reserveSpending(context, { id }, plannedUsd);
    for (const [index, page] of pages.entries()) {
      await spend(id, page);
      if (index < pages.length - 1) await assertWithinBudget(context, { id });
    }
    await end(id, "succeeded");
    return "succeeded";
  } catch (error) {
    if (!(error instanceof PostponedError)) throw error;
    await end(id, "postponed", error.message);
    return "postponed";
  }
}

const total = (pages: readonly number[]) => pages.reduce((sum, page) => sum + page, 0);
/** The same numbers in every run. */
function* numbersFrom(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

describe("the month's budget", () => {
  it("is not there unless somebody sets one: nothing is reserved or refused", async () => {
    await beginMonth(null);
    const [id = ""] = await runningTasks(1, "metrics");
    await reserveSpending(context, { id }, 1_000_000);
    await spend(id, 1_000_000);
    await assertWithinBudget(context, { id });
    expect(await currentSpending(context)).toMatchObject({
      budgetUsd: null,
      spentUsd: 1_000_000,
      reservedUsd: 0,
      leftUsd: null,
      economy: { level: 0 },
    });
  });

  it("counts what running tasks were granted and have not spent; what is over when they end is free again", async () => {
    await beginMonth(10);
    const [one = "", other = ""] = await runningTasks(2, "metrics");
    await reserveSpending(context, { id: one }, 6);
    expect(await currentSpending(context)).toMatchObject({ spentUsd: 0, reservedUsd: 6, leftUsd: 4 });
    await expect(reserveSpending(context, { id: other }, 5)).rejects.toThrow(PostponedError);
    await spend(one, 2);
    expect(await currentSpending(context)).toMatchObject({ spentUsd: 2, reservedUsd: 4, leftUsd: 4 });
    await end(one, "succeeded");
    expect(await currentSpending(context)).toMatchObject({ spentUsd: 2, reservedUsd: 0, leftUsd: 8 });
    await reserveSpending(context, { id: other }, 5);
  });

  it("refuses in a sentence that names budget, rest, cost and when it goes on", async () => {
    await beginMonth(20);
    const [one = "", other = "", huge = ""] = await runningTasks(3, "metrics");
    await reserveSpending(context, { id: one }, 19.65);
    const refused = await reserveSpending(context, { id: other }, 1.2).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      message: expect.stringMatching(
        /budget of \$20\.00 for AWS \$0\.35 is left, .* about \$1\.20\. It goes on by 1 \w+ 2027 \(UTC\)/,
      ),
      remedy: expect.stringContaining("Settings → Collection"),
    });
    const never = await reserveSpending(context, { id: huge }, 30).catch((error: unknown) => error);
    expect(never).toMatchObject({ message: expect.stringContaining("no month's budget") });
  });

  it("lets what is free pass, even when it is used up", async () => {
    await beginMonth(0);
    const [id = ""] = await runningTasks(1, "functions");
    await reserveSpending(context, { id }, 0);
    await assertWithinBudget(context);
    expect((await currentSpending(context)).economy.readsMetrics).toBe(false);
  });

  it("counts what has no known price at the price that is known elsewhere", async () => {
    await beginMonth(10);
    const [id = ""] = await runningTasks(1, "metrics");
    await spend(id, null, 100_000);
    expect((await currentSpending(context)).spentUsd).toBeCloseTo(1);
    const { rows } = await database.pool.query<{ cost: number | null }>(
      "SELECT cost_usd AS cost FROM aws_usage_days WHERE day = $1",
      [now],
    );
    expect(rows).toEqual([{ cost: null }]);
  });

  it("of another month does not count", async () => {
    await beginMonth(1);
    const [id = "", next = ""] = await runningTasks(2, "metrics");
    await spend(id, 5);
    await end(id, "succeeded");
    await expect(reserveSpending(context, { id: next }, 0.5)).rejects.toThrow(PostponedError);
    now = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
    month += 1;
    await reserveSpending(context, { id: next }, 0.5);
    expect(await currentSpending(context)).toMatchObject({ spentUsd: 0, reservedUsd: 0.5 });
  });
});

describe("workers that race for the month's dollars", () => {
  it.each([1, 2, 3, 4, 5])("with exact plans never exceed the budget (%i)", async (seed) => {
    const random = numbersFrom(seed * 7_919);
    await beginMonth(3 * random.next().value);
    const ids = await runningTasks(12, "metrics");
    const plans = ids.map(() =>
      Array.from({ length: 1 + Math.floor(4 * random.next().value) }, () => random.next().value / 4),
    );
    const ends = await Promise.all(ids.map((id, k) => work(id, total(plans[k] ?? []), plans[k] ?? [])));
    const { budgetUsd, spentUsd, reservedUsd } = await currentSpending(context);
    expect(spentUsd).toBeLessThanOrEqual((budgetUsd ?? 0) + 1e-6);
    expect(reservedUsd).toBe(0);
    // A task that was granted its plan was not stopped before its end.
    const done = ids.flatMap((_, k) => (ends[k] === "succeeded" ? [total(plans[k] ?? [])] : []));
    expect(spentUsd).toBeCloseTo(total(done));
  });

  it.each([1, 2, 3, 4, 5])(
    "with scans up to twice as dear as planned exceed it by one scan at most (%i)",
    async (seed) => {
      const random = numbersFrom(seed * 104_729);
      await beginMonth(1 + 2 * random.next().value);
      const ids = await runningTasks(12, "starts");
      const scans = ids.map(() =>
        Array.from({ length: 1 + Math.floor(3 * random.next().value) }, () => random.next().value / 2),
      );
      const factor = () => 0.5 + 1.5 * random.next().value;
      await Promise.all(ids.map((id, k) => work(id, total(scans[k] ?? []) / factor(), scans[k] ?? [])));
      const { budgetUsd, spentUsd } = await currentSpending(context);
      expect(spentUsd).toBeLessThanOrEqual((budgetUsd ?? 0) + Math.max(...scans.flat()) + 1e-6);
    },
  );

  it("with scans that all turn out twice as dear as planned exceed it by one scan at most", async () => {
    await beginMonth(2.6);
    const ids = await runningTasks(10, "starts");
    // All ask before any of them has spent.
    const granted = await Promise.allSettled(ids.map((id) => reserveSpending(context, { id }, 0.25)));
    const running = ids.filter((_, index) => granted[index]?.status === "fulfilled");
    await Promise.all(running.map((id) => spend(id, 0.5)));
    expect((await currentSpending(context)).spentUsd).toBeLessThanOrEqual(2.6 + 0.5);
    expect(running.length).toBeGreaterThanOrEqual(4);
  });

  it("stops a task whose pages are dearer than planned before the page that the budget does not have", async () => {
    await beginMonth(1);
    const [id = ""] = await runningTasks(1, "starts");
    expect(await work(id, 0.2, [0.3, 0.3, 0.3, 0.3, 0.3])).toBe("postponed");
    expect((await currentSpending(context)).spentUsd).toBeCloseTo(0.9);
  });
});

describe("what was put off", () => {
  it("is listed by place and source, since when, why, and when it goes on, until it has been read", async () => {
    await beginMonth(0.1);
    await database.pool.query(
      `INSERT INTO accounts (id, name, origin, status, is_management, enabled, access_state, regions_filter, created_at)
       VALUES ('111122223333', 'test', 'caller', 'ACTIVE', false, true, 'known', '{}', now())`,
    );
    await database.pool.query("DELETE FROM syncs");
    await database.pool.query("INSERT INTO account_regions (account_id, region) VALUES ('111122223333', 'eu-test-1')");
    const first = now;
    const turn = async (pages: number[]) => {
      const [id = ""] = await runningTasks(1, "starts");
      return work(id, total(pages), pages);
    };
    expect(await turn([0.05])).toBe("succeeded");
    expect(await listPostponed(context)).toEqual([]);
    now = new Date(first.getTime() + 3_600_000);
    expect(await turn([0.5])).toBe("postponed");
    now = new Date(first.getTime() + 7_200_000);
    expect(await turn([0.5])).toBe("postponed");
    expect(await listPostponed(context)).toEqual([
      {
        accountId: "111122223333",
        region: "eu-test-1",
        source: "starts",
        since: new Date(first.getTime() + 3_600_000),
        lastAt: now,
        tries: 2,
        observedAt: null,
        reason: expect.stringContaining("is left"),
        remedy: null,
        goesOnAt: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)),
      },
    ]);
    now = new Date(first.getTime() + 10_800_000);
    expect(await turn([0.01])).toBe("succeeded");
    expect(await listPostponed(context)).toEqual([]);
  });
});
