import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listVersionDays } from "#lib/db/sql/version-days.ts";
import { quantile } from "#lib/domain/statistics/histogram.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import type { FunctionStartsView, FunctionThing, SpreadView } from "#lib/domain/views/function-detail.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { insightsTruth } from "#simulator/fleet/insights-truth.ts";
import { type StartTruth, startTruth } from "#simulator/fleet/start-truth.ts";
import { fleetStories } from "#simulator/fleet/stories.ts";
import { getFunction } from "./get-function.ts";
import { getFunctionSeries } from "./get-function-series.ts";
import { getFunctionStarts } from "./get-function-starts.ts";

const now = new Date("2026-11-20T10:30:00Z");
/** Whole days and hours that the sync reads: two days back, and what has settled of today. */
const read = { from: new Date("2026-11-18T00:00:00Z"), to: new Date("2026-11-20T10:00:00Z") };

let database: TestDatabase;
let fleet: SyncedFleet;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  // Every trap of this fleet ran on the days that are read.
  fleet = await openSyncedFleet(database, {
    accounts: 1,
    regions: ["eu-west-1"],
    functions: 40,
    seed: 21,
    now,
    settings: { hourDays: 3 },
  });
  expect((await fleet.sync()).sync.status).toBe("complete");
});

afterAll(async () => {
  await fleet.close();
  await sharedDatabase().close();
  await database.drop();
});

interface Read {
  readonly thing: FunctionThing;
  readonly view: FunctionStartsView;
  readonly truth: StartTruth;
}

async function readFunction(index: number): Promise<Read> {
  const { arn } = fleet.simulator.fleet.functionAt(index);
  const period = { ...read, preset: "7d" } as const;
  const thing = await getFunction({ arn, period, cost: true, now });
  if (thing === null) throw new Error(`${arn} is not in the store.`);
  const view = await getFunctionStarts(thing, read.from, read.to);
  return { thing, view, truth: startTruth(fleet.simulator.fleet, index, read.from, read.to) };
}

const indexOf = (arn: string) =>
  Array.from({ length: 40 }, (_, index) => index).find(
    (index) => fleet.simulator.fleet.functionAt(index).arn === arn,
  ) ?? -1;

/** The function that runs most of those that the store knows by a condition. */
async function busiest(condition: string): Promise<Read> {
  const { rows } = await database.pool.query<{ arn: string }>(
    `SELECT f.arn FROM functions f JOIN function_windows w ON w.function_id = f.id AND w."window" = '7d'
     LEFT JOIN log_groups g ON g.name = f.log_group_name AND g.account_id = f.account_id AND g.region = f.region
     WHERE ${condition} ORDER BY w.invocations DESC NULLS LAST LIMIT 1`,
  );
  return await readFunction(indexOf(rows[0]?.arn ?? ""));
}

function exact(values: ReadonlyMap<number, number>, q: number): number | null {
  const total = [...values.values()].reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (const [value, count] of [...values].sort(([one], [other]) => one - other)) {
    seen += count;
    if (seen >= Math.max(1, Math.ceil(q * total))) return value;
  }
  return null;
}

function expectSpread(spread: SpreadView | null, values: ReadonlyMap<number, number>): void {
  const quantiles = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;
  for (const name of ["p50", "p95", "p99"] as const) {
    const value = exact(values, quantiles[name]);
    if (value === null) expect(spread).toBeNull();
    else expect(Math.abs((spread?.[name] ?? Number.NaN) - value)).toBeLessThanOrEqual(0.02 * value + 1e-9);
  }
}

function expectAsSimulated({ view, truth }: Read): void {
  expect(view).toMatchObject({
    reports: truth.reports,
    coldStarts: truth.coldStarts,
    restores: truth.restores,
    initFailures: truth.failedInits,
    suppressedInits: truth.failedInits,
    provisionedInits: truth.provisionedInits,
  });
  expect(view.rate.hits).toBe(truth.coldStarts + truth.restores + truth.failedInits);
  expect(view.waitedMs).toBeCloseTo(truth.waitedSumMs, 1);
  expect(view.initBilledMs).toBeCloseTo(truth.initBilledSumMs, 1);
  expect(view.billedMs).toBeCloseTo(truth.billedSumMs, 1);
  expectSpread(view.init, truth.values.initMs);
  expectSpread(view.restore, truth.values.restoreMs);
  expectSpread(view.billed, truth.values.billedMs);
  expectSpread(view.memory, truth.values.memoryMb);
}

describe("the starts of a function", () => {
  it("are those of the simulated invocations, wherever its reports could all be read", async () => {
    let compared = 0;
    for (let index = 0; index < 40; index += 1) {
      const one = await readFunction(index);
      if (one.truth.reports === 0 || one.view.reports !== one.truth.reports) continue;
      expectAsSimulated(one);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(20);
  });

  it("count inits of provisioned concurrency apart, for which nobody waited and nobody was billed", async () => {
    const story = fleetStories(fleet.simulator.fleet).find(({ kind }) => kind === "provisioned-spillover");
    const one = await readFunction(indexOf(story?.functionArn ?? ""));
    expectAsSimulated(one);
    expect(one.view.provisionedInits).toBeGreaterThan(0);
    expect(one.view.provisionedInits).toBeLessThan(one.view.coldStarts);
    const days = await listVersionDays(database.pool, {
      accountId: one.thing.accountId,
      functionId: one.thing.id,
      ...read,
    });
    // It is invoked by its alias: every report is one of the version behind it.
    expect(days.reduce((sum, { reports }) => sum + reports, 0)).toBe(one.truth.reports);
    expect(days.every(({ version }) => /^\d+$/.test(version))).toBe(true);
  });

  it("are restores of SnapStart, not inits", async () => {
    const one = await busiest("f.snap_start <> 'None' AND NOT f.managed_instances");
    expectAsSimulated(one);
    expect(one.view.restores).toBeGreaterThan(10);
    expect(one.view).toMatchObject({ coldStarts: 0, init: null });
  });

  it("are known whole from infrequent access, and from a group that several functions share", async () => {
    const infrequent = await busiest("g.log_group_class = 'INFREQUENT_ACCESS'");
    const shared = await busiest("f.log_group_name LIKE '/shared/%'");
    for (const one of [infrequent, shared]) {
      expectAsSimulated(one);
      expect(one.view).toMatchObject({ reasons: [] });
      // Metrics of the hour under way are known, its logs have not settled.
      expect(one.view.coverage).toBeGreaterThan(0.95);
    }
  });
});

/** What of a function's starts Lambda Insights tells: it says nothing of failed inits. */
function toldByInsights(index: number, { from, to }: { readonly from: Date; readonly to: Date }) {
  const values = insightsTruth(fleet.simulator.fleet, index, from, to)?.values.initMs ?? new Map<number, number>();
  return {
    ...{ provisionedInits: 0, failedInits: 0 },
    waitedSumMs: [...values].reduce((sum, [ms, count]) => sum + ms * count, 0),
    values: { initMs: values, restoreMs: new Map<number, number>() },
  };
}

it("a group of functions has the starts of all of them together, in the rollups of a day", async () => {
  const day = { from: new Date("2026-11-19T00:00:00Z"), to: new Date("2026-11-20T00:00:00Z") };
  const { rows } = await database.pool.query<{
    value: string;
    init: Buffer | null;
    restore: Buffer | null;
    provisioned: number;
    suppressed: number;
    waited: number;
  }>(
    `SELECT value, init_histogram AS init, restore_histogram AS restore, provisioned_inits::float8 AS provisioned,
       suppressed_inits::float8 AS suppressed, waited_sum_ms AS waited
     FROM rollup_days WHERE dimension = 'architecture' AND day = '2026-11-19'`,
  );
  // A group that keeps one day has no whole one before today: it has no row there.
  const { rows: logged } = await database.pool.query<{ arn: string; insights: boolean }>(
    `SELECT f.arn, d.insights_reports IS NOT NULL AS insights FROM function_days d JOIN functions f ON f.id = d.function_id
     JOIN log_groups g ON g.name = f.log_group_name AND g.account_id = f.account_id
     WHERE d.day = '2026-11-19' AND d.reports > 0 AND g.retention_days IS DISTINCT FROM 1`,
  );
  const arns = new Map(logged.map(({ arn, insights }) => [arn, insights]));
  const { fleet: simulated } = fleet.simulator;
  for (const { value, init, restore, provisioned, suppressed, waited } of rows) {
    const truths = Array.from({ length: 40 }, (_, index) => index)
      .filter((index) => simulated.functionAt(index).configuration().Architectures?.[0] === value)
      .filter((index) => arns.has(simulated.functionAt(index).arn))
      .map((index) => {
        const isInsights = arns.get(simulated.functionAt(index).arn) === true;
        return isInsights ? toldByInsights(index, day) : startTruth(simulated, index, day.from, day.to);
      });
    const sum = (of: (truth: (typeof truths)[number]) => number) =>
      truths.reduce((total, truth) => total + of(truth), 0);
    expect(provisioned).toBe(sum(({ provisionedInits }) => provisionedInits));
    expect(suppressed).toBe(sum(({ failedInits }) => failedInits));
    expect(waited).toBeCloseTo(
      sum(({ waitedSumMs }) => waitedSumMs),
      0,
    );
    for (const [stored, measure] of [
      [init, "initMs"],
      [restore, "restoreMs"],
    ] as const) {
      const all = new Map<number, number>();
      for (const { values } of truths)
        for (const [ms, count] of values[measure]) all.set(ms, (all.get(ms) ?? 0) + count);
      for (const q of [0.5, 0.95, 0.99]) {
        const value = exact(all, q) ?? 0;
        const merged = quantile(mergePackedHistograms(stored === null ? [] : [stored]), q) ?? 0;
        expect(Math.abs(merged - value)).toBeLessThanOrEqual(0.02 * value + 1e-9);
      }
    }
  }
  expect(rows).toHaveLength(2);
});

it("what JSON logs hide at WARN is told by Lambda Insights where it is installed, and nothing that it does not know", async () => {
  const { thing, view } = await busiest("f.system_log_level = 'WARN' AND w.insights_reports > 0");
  const truth = insightsTruth(fleet.simulator.fleet, indexOf(thing.arn), read.from, read.to);
  expect(view).toMatchObject({
    ...{ reports: truth?.invocations, insightsReports: truth?.invocations, reasons: [] },
    ...{ coldStarts: truth?.coldStarts, timeouts: truth?.timeouts },
    ...{ initFailures: null, provisionedInits: null, outOfMemory: null, billed: null, billedMs: null },
    ...{ initBilledMs: null, suppressedInits: null },
  });
  expect(view.coverage).toBeGreaterThan(0.95);
  expect(view.rate.hits).toBe(truth?.coldStarts);
  // Callers waited for its inits: of failed ones nothing is told.
  const inits = [...(truth?.values.initMs ?? [])].reduce((sum, [ms, count]) => sum + ms * count, 0);
  expect(view.waitedMs).toBeCloseTo(inits, 1);
  expect(view.insightsReasons).toEqual([expect.stringContaining("WARN hides the reports")]);
  expectSpread(view.init, truth?.values.initMs ?? new Map());
  // Its charts name no reason for gaps that the extension's events fill.
  const series = await getFunctionSeries({ thing, ...read, now: read.to, compare: false, withChanges: false });
  expect(series).toMatchObject({ fromInsights: true, reportReasons: [] });
  const hidden = await busiest("f.system_log_level = 'WARN' AND w.insights_reports IS NULL");
  const other = await getFunctionSeries({
    ...read,
    thing: hidden.thing,
    now: read.to,
    compare: false,
    withChanges: false,
  });
  expect(other.fromInsights).toBe(false);
  expect(other.reportReasons).toEqual([expect.stringContaining("WARN hides the reports")]);
});

describe("what is missing of starts has its reason", () => {
  it("where JSON logs begin at WARN: reports of failures alone", async () => {
    const one = await busiest("f.system_log_level = 'WARN' AND w.insights_reports IS NULL");
    expect(one.view.reports).toBe(one.truth.reports);
    expect(one.view.coverage).toBeLessThan(0.5);
    expect(one.view.reasons).toEqual([expect.stringContaining("WARN hides the reports")]);
  });

  it("where logs are kept for less than the period", async () => {
    const one = await busiest("g.retention_days = 1");
    expect(one.view.coverage).toBeLessThan(0.95);
    expect(one.view.reasons).toEqual([expect.stringContaining("keeps 1 of the 3 days")]);
  });

  it("on Managed Instances: durations, and neither init nor memory nor what was billed", async () => {
    const one = await busiest("f.managed_instances");
    expect(one.view).toMatchObject({
      reports: one.truth.reports,
      coldStarts: 0,
      restores: 0,
      init: null,
      restore: null,
      billed: null,
      memory: null,
      memoryMaxMb: null,
    });
    expect(one.thing.managedInstances).toBe(true);
  });

  it("where the role may not write logs", async () => {
    const one = await busiest("f.log_group_name NOT LIKE '/shared/%'");
    const { id, roleArn } = one.thing;
    const { pool } = database;
    await pool.query("UPDATE roles SET attached_policy_arns = '{}', inline_policies = '[]' WHERE role_arn = $1", [
      roleArn,
    ]);
    for (const table of ["function_hours", "function_days"]) {
      await pool.query(`UPDATE ${table} SET reports = NULL WHERE function_id = $1`, [id]);
    }
    const { view } = await readFunction(indexOf(one.thing.arn));
    expect(view).toMatchObject({ reports: 0, coverage: 0 });
    expect(view.reasons).toEqual([expect.stringContaining("role may not write logs")]);
  });
});
