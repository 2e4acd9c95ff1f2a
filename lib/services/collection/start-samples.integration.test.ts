import { expect, it, onTestFinished } from "vitest";
import { sumStartSamplesBy, sumStartSamplesOf } from "#lib/db/sql/start-samples.ts";
import { currentSpending } from "#lib/services/budget/spending.ts";
import { saveCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { coldStartTruth } from "#simulator/fleet/cold-start-truth.ts";

const now = new Date("2026-11-20T10:30:00Z");

interface Sampled {
  readonly arn: string;
  readonly logGroupName: string;
  readonly day: string;
  readonly inits: number;
  readonly ahead: number;
  readonly unseen: number;
}

async function openFleet(functions: number): Promise<{ database: TestDatabase; fleet: SyncedFleet }> {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const options = { accounts: 1, regions: ["eu-west-1"], functions, seed: 9, now, settings: { hourDays: 3 } };
  const fleet = await openSyncedFleet(database, options);
  onTestFinished(fleet.close);
  return { database, fleet };
}

async function storedSamples({ pool }: TestDatabase): Promise<Sampled[]> {
  const { rows } = await pool.query<Sampled>(
    `SELECT f.arn, f.log_group_name AS "logGroupName", s.day::text, s.inits, s.ahead, s.unseen FROM start_samples s JOIN functions f ON f.id = s.function_id
     ORDER BY s.day, f.arn`,
  );
  return rows;
}

/** Hours that starts were looked at in, oldest first, as the tasks were told. */
async function sampledHours({ pool }: TestDatabase): Promise<{ from: Date; groups: string[] }[]> {
  const { rows } = await pool.query<{ from: string; groups: string[] }>(
    `SELECT s.value->>'from' AS from, jsonb_path_query_array(s.value, '$.logGroups[*].logGroupName') AS groups
     FROM sync_tasks t CROSS JOIN LATERAL jsonb_array_elements(t.input->'samples') AS s
     WHERE t.source = 'starts' ORDER BY 1, 2`,
  );
  return rows.map(({ from, groups }) => ({ from: new Date(from), groups }));
}

/** What the simulated invocations of an hour are, by function, as far as their logs tell of them. */
function truthOf(fleet: SyncedFleet, arn: string, from: Date): { inits: number; ahead: number } {
  const { fleet: simulated } = fleet.simulator;
  const index = Array.from({ length: simulated.functionCount }, (_, k) => k).find(
    (k) => simulated.functionAt(k).arn === arn,
  );
  if (index === undefined) throw new Error(`There is no ${arn}.`);
  const starts = coldStartTruth(simulated, index, from, new Date(from.getTime() + 3_600_000)).filter(
    ({ provisioned, invokedAt, initMs }) => !provisioned && Math.round(invokedAt) - initMs - 1000 >= from.getTime(),
  );
  return { inits: starts.length, ahead: starts.filter(({ ahead }) => ahead).length };
}

it("starts of one hour of a day are looked at one by one, a day at a time, and are those that were", async () => {
  const { database, fleet } = await openFleet(24);
  expect((await fleet.sync()).sync.status).toBe("complete");
  const first = await sampledHours(database);
  expect(first.length).toBeGreaterThan(0);
  expect([...new Set(first.map(({ from }) => from.toISOString().slice(0, 10)))]).toEqual(["2026-11-19"]);
  // Days before connection are not sampled.
  expect((await fleet.sync({ sources: ["starts"] })).sync.status).toBe("complete");
  expect(await sampledHours(database)).toEqual(first);
  // Days that were missed since the first one are, one at a time.
  await database.pool.query(
    "UPDATE log_readings SET sampled_days = '{[2026-11-17,2026-11-18),[2026-11-19,2026-11-20)}'",
  );
  expect((await fleet.sync({ sources: ["starts"] })).sync.status).toBe("complete");
  const both = await sampledHours(database);
  expect([...new Set(both.map(({ from }) => from.toISOString().slice(0, 10)))]).toEqual(["2026-11-18", "2026-11-19"]);
  // No day is looked at twice.
  expect((await fleet.sync({ sources: ["starts"] })).sync.status).toBe("complete");
  expect(await sampledHours(database)).toEqual(both);

  const samples = await storedSamples(database);
  for (const { arn, logGroupName, day, inits, ahead, unseen } of samples) {
    const [{ from } = { from: now }] = both.filter(
      (hour) => hour.from.toISOString().startsWith(day) && hour.groups.includes(logGroupName),
    );
    expect([arn, day, inits, ahead, unseen]).toEqual([arn, day, ...Object.values(truthOf(fleet, arn, from)), 0]);
  }
  expect(samples.reduce((sum, { inits }) => sum + inits, 0)).toBeGreaterThan(20);
  expect(samples.reduce((sum, { ahead }) => sum + ahead, 0)).toBeGreaterThan(2);

  const scope = {
    accountIds: [],
    regions: [],
    teamId: null,
    preset: null,
    from: new Date("2026-11-19T00:00:00Z"),
    to: now,
  };
  const yesterday = samples.filter(({ day }) => day === "2026-11-19");
  const inits = yesterday.reduce((sum, sample) => sum + sample.inits, 0);
  const ahead = yesterday.reduce((sum, sample) => sum + sample.ahead, 0);
  const byRegion = await sumStartSamplesBy(database.pool, scope, "region");
  expect([...byRegion]).toEqual([["eu-west-1", { inits, ahead, unseen: 0 }]]);
  const { rows } = await database.pool.query<{ id: number }>("SELECT id FROM functions");
  const byFunction = await sumStartSamplesOf(
    database.pool,
    scope,
    rows.map(({ id }) => id),
  );
  expect(byFunction.size).toBe(yesterday.length);
  expect((await sumStartSamplesBy(database.pool, { ...scope, regions: ["us-east-1"] }, "team")).size).toBe(0);
});

it("a tight budget leaves it out before anything else", async () => {
  const { database, fleet } = await openFleet(12);
  await fleet.sync();
  await database.pool.query("UPDATE log_readings SET sampled_days = '{}'");
  const budget = (monthlyBudgetUsd: number | null) =>
    saveCollectionSettings(fleet.context, { monthlyBudgetUsd, quotaShares: {}, schedule: true });
  const { length } = await sampledHours(database);
  // Enough for all but the usual pace: logs are scanned as ever.
  await budget((await currentSpending(fleet.context)).projectedUsd * 0.9);
  const { economy } = await currentSpending(fleet.context);
  expect([economy.readsHistory, economy.readsStarts]).toEqual([false, true]);
  await fleet.sync({ sources: ["starts"] });
  expect(await sampledHours(database)).toHaveLength(length);
  await budget(null);
  await fleet.sync({ sources: ["starts"] });
  expect(await sampledHours(database)).toHaveLength(2 * length);
});
