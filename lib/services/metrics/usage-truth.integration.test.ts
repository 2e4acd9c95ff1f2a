import { expect, it, onTestFinished } from "vitest";
import { createTestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet } from "#lib/testing/synced-fleet.ts";
import { usageTruth } from "#simulator/fleet/stories.ts";

const dayMs = 86_400_000;
const now = new Date("2026-11-20T10:30:00Z");
const today = new Date("2026-11-20T00:00:00Z");
const yesterday = new Date(today.getTime() - dayMs);

interface Sums {
  readonly id: number;
  readonly invocations: number | null;
  readonly errors: number | null;
  readonly reports: number | null;
  readonly starts: number | null;
  readonly billed: number | null;
  /** Reports that are events of Lambda Insights, which do not tell what was billed. */
  readonly insights: number | null;
  /** Reports of Managed Instances tell neither starts nor what was billed. */
  readonly managed: boolean;
}

const sums = `sum(invocations)::float8 AS invocations, sum(errors)::float8 AS errors, sum(reports)::float8 AS reports,
  (sum(cold_starts) + sum(restores))::float8 AS starts, sum(billed_sum_ms) AS billed,
  sum(insights_reports)::float8 AS insights`;

it("sums of small functions are those of the simulated invocations, by hour, by day and in the rollups", async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const fleet = await openSyncedFleet(database, {
    accounts: 1,
    regions: ["eu-west-1"],
    functions: 60,
    seed: 9,
    now,
    settings: { hourDays: 3 },
  });
  onTestFinished(fleet.close);
  expect((await fleet.sync()).sync.status).toBe("complete");
  const simulated = fleet.simulator.fleet;
  const { rows: stored } = await database.pool.query<Sums & { arn: string }>(
    `SELECT f.id, f.arn, f.managed_instances AS managed, ${sums} FROM functions f JOIN function_hours h ON h.function_id = f.id
     WHERE h.at >= $1 AND h.at < $2 GROUP BY f.id`,
    [today, new Date("2026-11-20T10:00:00Z")],
  );
  const byArn = new Map(stored.map((row) => [row.arn, row]));
  const { rows: days } = await database.pool.query<Sums & { arn: string }>(
    `SELECT f.id, f.arn, f.managed_instances AS managed, ${sums} FROM functions f JOIN function_days d ON d.function_id = f.id WHERE d.day = $1 GROUP BY f.id`,
    [yesterday.toISOString().slice(0, 10)],
  );
  const dayByArn = new Map(days.map((row) => [row.arn, row]));
  let compared = 0;
  for (let index = 0; index < simulated.functionCount; index += 1) {
    const { arn } = simulated.functionAt(index);
    if ((dayByArn.get(arn)?.invocations ?? 0) > 20_000) continue;
    const hours = usageTruth(simulated, index, today, new Date("2026-11-20T10:00:00Z"));
    const day = usageTruth(simulated, index, yesterday, today);
    compared += expectSame(arn, byArn.get(arn), hours) + expectSame(arn, dayByArn.get(arn), day);
  }
  expect(compared).toBeGreaterThan(20);
  const { rows: rolled } = await database.pool.query(
    `SELECT (SELECT sum(invocations) FROM function_days) = (SELECT sum(invocations) FROM rollup_days WHERE dimension = $1) AS same,
       (SELECT sum(cold_starts) FROM function_days) = (SELECT sum(cold_starts) FROM rollup_days WHERE dimension = $1) AS starts`,
    ["runtime"],
  );
  expect(rolled).toEqual([{ same: true, starts: true }]);
});

/** Compares one function; 1 where there was something to compare. Starts are compared where its reports were all logged. */
function expectSame(arn: string, row: Sums | undefined, truth: ReturnType<typeof usageTruth>): number {
  expect([arn, row?.invocations ?? 0]).toEqual([arn, truth.invocations]);
  expect([arn, row?.errors ?? 0]).toEqual([arn, truth.errors]);
  if (row?.reports !== truth.invocations || truth.invocations === 0 || row.managed) return 0;
  expect([arn, row.starts]).toEqual([arn, truth.coldStarts + (row.insights === null ? 0 : truth.failedInits)]);
  if (row.insights === null) expect(row.billed).toBeCloseTo(truth.billedMs, 3);
  else expect([arn, row.billed]).toEqual([arn, null]);
  return 1;
}
