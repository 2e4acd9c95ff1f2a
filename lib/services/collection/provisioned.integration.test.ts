import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { metricSeries } from "#simulator/fleet/metrics/series.ts";

let database: TestDatabase;
let fleet: SyncedFleet;
const region = "eu-west-1";

beforeAll(async () => {
  database = await createTestDatabase();
  fleet = await openSyncedFleet(database, { accounts: 1, regions: [region], functions: 60, seed: 5 });
  await fleet.sync({
    sources: ["accounts", "regions", "limits", "functions", "metrics", "metric-history", "region-resources"],
  });
});

afterAll(async () => {
  await fleet?.close();
  await database?.drop();
});

const accountId = () => fleet.simulator.fleet.accounts[0]?.id ?? "";

describe("provisioned concurrency of versions and aliases", () => {
  it("keeps its schedules and policies as AWS tells them", async () => {
    const truth = fleet.simulator.fleet.cell(accountId(), region)?.scaling();
    const { rows } = await database.pool.query<{ kind: string; name: string; schedule: string | null }>(
      `SELECT kind, name, document->>'Schedule' AS schedule FROM region_resources
       WHERE kind IN ('scalableTarget', 'scheduledAction', 'scalingPolicy') AND deleted_at IS NULL`,
    );
    const names = (kind: string) => rows.flatMap((row) => (row.kind === kind ? [row.name] : [])).sort();
    expect(truth?.targets.length).toBeGreaterThan(0);
    expect(names("scalableTarget")).toEqual(truth?.targets.map(({ ResourceId }) => ResourceId).sort());
    expect(names("scheduledAction")).toEqual(truth?.actions.map((one) => one.ScheduledActionName).sort());
    expect(names("scalingPolicy")).toEqual(truth?.policies.map(({ PolicyName }) => PolicyName).sort());
    expect(rows.some(({ kind, schedule }) => kind === "scheduledAction" && schedule === null)).toBe(false);
  });

  it("is read by alias, by hour and by day, as the simulated CloudWatch has it", async () => {
    const { rows } = await database.pool.query<{ name: string; at: Date; value: number; average: number }>(
      `SELECT f.name, p.at, p.concurrency_max AS value, p.utilization_avg AS average
       FROM provisioned_hours p JOIN functions f ON f.id = p.function_id ORDER BY f.name, p.at`,
    );
    expect(rows.length).toBeGreaterThan(100);
    for (const { name, at, value, average } of rows.filter((_, index) => index % 37 === 0)) {
      const point = (metricName: string, stat: string) =>
        metricSeries(fleet.simulator.fleet, {
          accountId: accountId(),
          region,
          namespace: "AWS/Lambda",
          metricName,
          dimensions: { FunctionName: name, Resource: `${name}:live` },
          stat,
          periodSeconds: 3_600,
          start: at,
          end: new Date(at.getTime() + 3_600_000),
        }).values[0];
      expect(value).toBe(point("ProvisionedConcurrentExecutions", "Maximum"));
      expect(average).toBeCloseTo(point("ProvisionedConcurrencyUtilization", "Average") ?? -1, 9);
    }
    const { rows: days } = await database.pool.query<{ days: number; same: boolean }>(
      `SELECT count(*)::int AS days, bool_and(d.concurrency_max >= h.most) AS same
       FROM provisioned_days d JOIN (SELECT function_id, qualifier, (at AT TIME ZONE 'UTC')::date AS day,
         max(concurrency_max) AS most FROM provisioned_hours GROUP BY 1, 2, 3) h USING (function_id, qualifier, day)`,
    );
    expect(days[0]?.days).toBeGreaterThan(5);
    expect(days[0]?.same).toBe(true);
  });

  it("asks, and pays, for three metrics of each alias", async () => {
    const { rows } = await database.pool.query<{ aliases: number }>(
      "SELECT count(DISTINCT (function_id, qualifier))::int AS aliases FROM provisioned_hours",
    );
    const truth = fleet.simulator.fleet.cell(accountId(), region);
    const held = Array.from({ length: truth?.functionCount ?? 0 }, (_, index) => truth?.functionAt(index)).filter(
      (fn) => (fn?.provisionedConcurrency().length ?? 0) > 0,
    );
    expect(rows[0]?.aliases).toBe(held.length);
  });

  it("keeps what was known where its schedules are denied, and says which permission is missing", async () => {
    await fleet.close();
    fleet = await openSyncedFleet(database, {
      ...{ accounts: 1, regions: [region], functions: 60, seed: 5 },
      faults: "deny=application-autoscaling:DescribeScheduledActions",
    });
    const kept = "SELECT kind, name FROM region_resources WHERE deleted_at IS NULL ORDER BY kind, arn";
    const before = (await database.pool.query(kept)).rows;
    await fleet.sync({ sources: ["region-resources"] });
    const { rows } = await database.pool.query<{ state: string; reason: string; remedy: string }>(
      "SELECT state, reason, remedy FROM source_states WHERE source = 'region-resources'",
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ state: "denied" });
    expect(rows[0]?.reason).toContain("Schedules of provisioned concurrency");
    expect(rows[0]?.remedy).toContain("application-autoscaling:DescribeScheduledActions");
    expect((await database.pool.query(kept)).rows).toEqual(before);
  });
});
