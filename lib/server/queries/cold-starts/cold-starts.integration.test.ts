import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import { getFleetTotals } from "#lib/db/sql/overview/fleet-totals.ts";
import { gapKinds, type StartOffender } from "#lib/domain/views/cold-starts.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { exportOffendersCsv, exportOffendersJson } from "./export-offenders.ts";
import { getColdStarts } from "./get-cold-starts.ts";
import { getStartRemedies } from "./get-start-remedies.ts";
import { getStartWeek } from "./get-start-week.ts";
import { readFleetEvidence } from "./judge-starts.ts";
import { listUncovered } from "./list-uncovered.ts";
import { previousScope } from "./read-previous-starts.ts";
import { summariseFleetRemedies } from "./summarise-fleet-remedies.ts";

const dayMs = 86_400_000;
const page = { order: "waited", ascending: false, offset: 0, limit: 100, withCost: true } as const;
let database: TestDatabase;
let fleet: SyncedFleet;
let now: Date;
let week: FleetScope;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  fleet = await openSyncedFleet(database, { accounts: 1, regions: ["us-east-1"], functions: 80, seed: 7 });
  await fleet.sync();
  now = fleet.simulator.now();
  const from = new Date(Math.floor(now.getTime() / dayMs) * dayMs - 6 * dayMs);
  week = { accountIds: [], regions: [], teamId: null, from, to: now, preset: "7d" };
  // A first sync with all its history, on a machine that may be busy.
}, 300_000);

afterAll(async () => {
  await fleet.close();
  await sharedDatabase().close();
  await database.drop();
});

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

async function offenders(): Promise<readonly StartOffender[]> {
  return (await getColdStarts(week, "runtime", page, { now })).offenders.rows;
}

describe("the period before", () => {
  it("is as many whole days, ends where this one begins, and is what its own page shows", async () => {
    const before = previousScope(week);
    expect(before).toMatchObject({ preset: null, from: new Date(week.from.getTime() - 7 * dayMs), to: week.from });
    const { previous, groups, moments } = await getColdStarts(week, "runtime", page, { compare: true, now });
    const own = await getColdStarts(before, "runtime", page, { now });
    expect(previous).toMatchObject({ byGroup: true, shiftMs: 7 * dayMs });
    expect(previous?.rate).toEqual(own.total.rate);
    expect(previous?.p95Ms).toBe(own.total.p95Ms);
    expect(previous?.waitedMsPerDay).toBeCloseTo(own.total.waitedMsPerDay ?? Number.NaN, 0);
    expect(previous?.moments.length).toBe(moments.length);
    for (const { value, previousRate } of groups) {
      const same = own.groups.find((group) => group.value === value);
      if (previousRate !== null && same) expect(previousRate).toEqual(same.rate);
    }
  });

  it("is not read unless asked for, and not by group where the scope is narrowed", async () => {
    expect((await getColdStarts(week, "runtime", page, { now })).previous).toBeNull();
    const narrowed = { ...week, regions: ["us-east-1"] };
    const { previous, groups } = await getColdStarts(narrowed, "runtime", page, { compare: true, now });
    expect(previous?.byGroup).toBe(false);
    expect(groups.every(({ previousRate }) => previousRate === null)).toBe(true);
  });
});

describe("an address that asks for centuries", () => {
  it("gets what there is, compared with nothing, in a bounded series", async () => {
    const ever = { ...week, from: new Date("2000-01-01"), to: new Date("2100-01-01"), preset: null };
    const view = await getColdStarts(ever, "runtime", page, { compare: true, now });
    expect(view.moments.length).toBeLessThanOrEqual(1_500);
    expect(view.moments.at(-1)?.t).toBe(view.incompleteFrom);
    expect(view.moments.at(-1)?.t.slice(0, 10)).toBe(now.toISOString().slice(0, 10));
    expect(view.total.rate.n).toBeGreaterThanOrEqual(
      (await getColdStarts(week, "runtime", page, { now })).total.rate.n,
    );
    expect(view.previous).toMatchObject({ waitedMsPerDay: null, rate: { value: null } });
  });
});

describe("functions on Managed Instances", () => {
  const count = async (text: string, values: unknown[] = []) =>
    (await database.pool.query<{ n: number | null }>(text, values)).rows[0]?.n ?? 0;
  const days = (functions: string) =>
    `SELECT sum(d.reports)::float8 AS n FROM function_days d JOIN functions f ON f.id = d.function_id
     WHERE ${functions} AND d.day BETWEEN $1::date AND $2::date`;
  const span = ({ from, to }: FleetScope) => [
    from.toISOString().slice(0, 10),
    new Date(to.getTime() - 1).toISOString().slice(0, 10),
  ];
  const sumOf = (list: readonly { readonly rate: { readonly n: number } }[]) =>
    list.reduce((sum, { rate }) => sum + rate.n, 0);

  it("stand under no rate and no coverage: of all, of groups, over time, before", async () => {
    const functions = await count("SELECT count(*)::int AS n FROM functions WHERE managed_instances");
    expect(functions).toBeGreaterThan(0);
    expect(await count(days("f.managed_instances"), span(week))).toBeGreaterThan(0);
    const reports = await count(days("NOT f.managed_instances"), span(week));
    const view = await getColdStarts(week, "runtime", page, { compare: true, now });
    expect(view.onInstances).toBe(functions);
    expect(view.total.rate.n).toBe(reports);
    expect(view.total.coverage.invocations).toBe(
      await count(
        `SELECT sum(w.invocations)::float8 AS n FROM function_windows w JOIN functions f ON f.id = w.function_id
         WHERE NOT f.managed_instances AND w."window" = '7d'`,
      ),
    );
    expect(view.functions + functions).toBe(await count("SELECT count(*)::int AS n FROM functions"));
    expect([sumOf(view.groups), sumOf(view.moments)]).toEqual([reports, reports]);
    expect(view.previous?.rate.n).toBe(await count(days("NOT f.managed_instances"), span(previousScope(week))));
    expect(view.previous?.coverage.invocations).toBe(
      await count(days("NOT f.managed_instances").replace("reports", "invocations"), span(previousScope(week))),
    );
    const uncovered = await listUncovered(week);
    expect(uncovered.rows.length).toBe(uncovered.total);
    const managed = await database.pool.query<{ arn: string }>("SELECT arn FROM functions WHERE managed_instances");
    expect(uncovered.rows.filter(({ arn }) => managed.rows.some((one) => one.arn === arn))).toEqual([]);
  });

  it("neither in a range of one's own, nor by the hour, nor in a scope that cuts across the ready-made days", async () => {
    const own = { ...week, preset: null };
    const across = { ...own, accountIds: [fleet.simulator.fleet.accounts[0]?.id ?? ""], regions: ["us-east-1"] };
    const reports = await count(days("NOT f.managed_instances"), span(week));
    for (const scope of [own, across]) {
      const view = await getColdStarts(scope, "memory", page, { now });
      expect([view.total.rate.n, sumOf(view.moments)]).toEqual([reports, reports]);
    }
    const day: FleetScope = { ...week, from: new Date(now.getTime() - dayMs), preset: "24h" };
    const hours = `SELECT sum(h.reports)::float8 AS n FROM function_hours h JOIN functions f ON f.id = h.function_id
      WHERE NOT f.managed_instances AND h.at >= $1 AND h.at < $2`;
    expect(sumOf((await getColdStarts(day, "runtime", page, { now })).moments)).toBe(
      await count(hours, [day.from, day.to]),
    );
  });

  it("nor on the overview, which says how many they are", async () => {
    const totals = await getFleetTotals(database.pool, week);
    expect(totals.reports).toBe(await count(days("NOT f.managed_instances"), span(week)));
    expect(totals.onInstances).toBe(await count("SELECT count(*)::int AS n FROM functions WHERE managed_instances"));
    expect((totals.invocations ?? 0) - (totals.startInvocations ?? 0)).toBe(
      await count(days("f.managed_instances").replace("reports", "invocations"), span(week)),
    );
  });
});

describe("remedies", () => {
  it("say of the worst function what applies, how surely and how it is done", async () => {
    const [worst] = await offenders();
    const view = await getStartRemedies(week, { functionId: worst?.id ?? 0, withCost: true, now });
    if (!view) throw new Error("The worst function has remedies.");
    expect(view.waitedMsPerDay).toBeCloseTo(worst?.waitedMsPerDay ?? Number.NaN, 6);
    expect(view.remedies.length + view.excluded.length).toBe(5);
    const { best } = await summariseFleetRemedies(week, { withCost: true, now });
    expect(view.remedies.find((one) => one.best)?.remedy.kind ?? null).toBe(best[worst?.id ?? 0]?.kind ?? null);
    for (const { texts } of view.remedies) expect(texts).toHaveLength(4);
  });

  it("know provisioned concurrency's effect from the function's own hours", async () => {
    const rows = await offenders();
    const views = await Promise.all(
      rows.slice(0, 20).map(({ id }) => getStartRemedies(week, { functionId: id, withCost: true, now })),
    );
    const found = views.flatMap((view) => view?.remedies ?? []).map(({ remedy }) => remedy);
    const measured = found.filter(({ basis }) => basis === "measuredHere");
    expect(measured.length).toBeGreaterThan(0);
    for (const { kind, effect, n } of measured) {
      expect(kind).toBe("provisionedConcurrency");
      expect(effect.state).toBe("known");
      expect(n.starts).toBeGreaterThanOrEqual(20);
    }
  });

  it("leave money out for people who may not see it, and functions out that are not there", async () => {
    const [worst] = await offenders();
    const view = await getStartRemedies(week, { functionId: worst?.id ?? 0, withCost: false, now });
    for (const { remedy } of view?.remedies ?? []) expect(remedy.money.state).toBe("unknown");
    expect(await getStartRemedies(week, { functionId: 2_147_483_647, withCost: true, now })).toBeNull();
    const elsewhere = { ...week, accountIds: ["000000000000"] };
    expect(await getStartRemedies(elsewhere, { functionId: worst?.id ?? 0, withCost: true, now })).toBeNull();
  });

  it("add up to each function's best, once", async () => {
    const rows = await offenders();
    const summary = await summariseFleetRemedies(week, { withCost: true, now });
    const best = Object.values(summary.best).flatMap((one) => one ?? []);
    const saved = (list: readonly { readonly savedMsPerDay: number }[]) =>
      list.reduce((sum, { savedMsPerDay }) => sum + savedMsPerDay, 0);
    expect(summary.judged).toBe(rows.filter(({ waitedMs }) => waitedMs > 0).length);
    expect(summary.sums.reduce((sum, { functions }) => sum + functions, 0) + summary.without).toBe(summary.judged);
    expect(saved(summary.sums)).toBeCloseTo(saved(best), 3);
    expect(saved(summary.sums)).toBeLessThanOrEqual(summary.judgedWaitedMsPerDay);
    expect(Object.keys(summary.best)).toHaveLength(summary.judged);
    const hidden = await summariseFleetRemedies(week, { withCost: false, now });
    for (const one of Object.values(hidden.best)) expect(one?.usdPerMonth ?? null).toBeNull();
    for (const { usdPerMonth, unknownMoney, functions } of hidden.sums) {
      expect(usdPerMonth).toBe(0);
      expect(unknownMoney).toBe(functions);
    }
  });

  it("compare with the whole fleet whatever the scope", async () => {
    const evidence = await readFleetEvidence();
    const { quartile } = evidence("python3.12");
    if (quartile.state === "known") expect(quartile.functions).toBeGreaterThanOrEqual(20);
    else expect(quartile.reason).toMatch(/^[1-9]\d* functions of this runtime have enough inits; 20 are needed$/);
    expect(evidence("no such runtime").restored).toMatchObject({ state: "unknown" });
  });
});

describe("when in the week", () => {
  it("has the hours of the period that are kept, and none of one that is long over", async () => {
    const view = await getStartWeek(week, now);
    expect(view?.shares.map((row) => row.length)).toEqual([24, 24, 24, 24, 24, 24, 24]);
    const known = view?.shares.flat().flatMap((share) => share ?? []) ?? [];
    expect(known.length).toBeGreaterThan(0);
    for (const share of known) expect(share).toBeLessThanOrEqual(1);
    const past = new Date(now.getTime() - 40 * dayMs);
    expect(
      await getStartWeek({ ...week, from: past, to: new Date(past.getTime() + dayMs), preset: null }, now),
    ).toBeNull();
  });
});

describe("what was not seen", () => {
  it("is counted by reason, and each reason leads to its functions", async () => {
    const all = await listUncovered(week);
    expect(all.total).toBeGreaterThan(0);
    for (const { reasons } of all.rows) expect(reasons.length).toBeGreaterThan(0);
    for (const { kind, functions, missingReports } of all.gaps) {
      expect(gapKinds).toContain(kind);
      expect(missingReports).toBeGreaterThan(0);
      const one = await listUncovered(week, kind);
      expect(one.rows.length).toBe(Math.min(100, functions));
      expect(one.gaps).toEqual(all.gaps);
    }
  });
});

describe("the export", () => {
  it("has every offender in the page's order, in both formats", async () => {
    const rows = await offenders();
    const options = { order: "waited", ascending: false, withCost: true, now } as const;
    const json = JSON.parse(await textOf(exportOffendersJson(week, options)));
    expect(json.map(({ arn }: { arn: string }) => arn)).toEqual(rows.map(({ arn }) => arn));
    const lines = (await textOf(exportOffendersCsv(week, options))).trim().split("\n");
    expect(lines[0]).toMatch(/^arn,name,accountId,.*waitedMsPerDay,bestRemedy,savedMsPerDay,initUsdPerMonth/);
    expect(lines).toHaveLength(rows.length + 1);
  });

  it("neutralises what a spreadsheet would compute with, and leaves money out where it may not be seen", async () => {
    const [worst] = await offenders();
    await database.prisma.function.update({ where: { id: worst?.id ?? 0 }, data: { name: '=HYPERLINK("x")' } });
    const options = { order: "waited", ascending: false, withCost: false, now } as const;
    const csv = await textOf(exportOffendersCsv(week, options));
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
    expect(csv).not.toContain("Usd");
    const [first] = JSON.parse(await textOf(exportOffendersJson(week, options)));
    expect(Object.keys(first).join()).not.toContain("Usd");
  });
});
