import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import type { ConcurrencyView } from "#lib/domain/views/concurrency.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { metricSeries } from "#simulator/fleet/metrics/series.ts";
import { fleetStories } from "#simulator/fleet/stories.ts";
import { getConcurrency } from "./get-concurrency.ts";

const regions = ["eu-west-1", "us-east-1"];
const now = new Date("2026-11-20T10:30:00Z");
const today = Date.parse("2026-11-20T00:00:00Z");
const dayMs = 86_400_000;
let database: TestDatabase;
let fleet: SyncedFleet;
let view: ConcurrencyView;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  const settings = { hourDays: 1 };
  fleet = await openSyncedFleet(database, { ...{ accounts: 1, regions, functions: 24, seed: 3 }, now, settings });
  const { sync } = await fleet.sync({
    sources: ["accounts", "regions", "limits", "functions", "metrics", "metric-history", "detail"],
  });
  expect(sync.status).toBe("complete");
  const scope = {
    accountIds: [],
    regions: [],
    teamId: null,
    preset: null,
    from: new Date(today - 7 * dayMs),
    to: now,
  };
  view = await getConcurrency(scope, { place: null, changes: [], canSeeCost: false }, now);
});

afterAll(async () => {
  await fleet?.close();
  await sharedDatabase().close();
  await database?.drop();
});

/** The most that the simulated account-Region claims on each day from `from` on. */
function claimedBy(region: string, from: number, days: number): number[] {
  return metricSeries(fleet.simulator.fleet, {
    accountId: fleet.simulator.fleet.accounts[0]?.id ?? "",
    region,
    namespace: "AWS/Lambda",
    metricName: "ClaimedAccountConcurrency",
    dimensions: {},
    stat: "Maximum",
    periodSeconds: 86_400,
    start: new Date(from),
    end: new Date(from + days * dayMs),
  }).values;
}

const growing = () => fleetStories(fleet.simulator.fleet).find(({ kind }) => kind === "fan-out-growing")?.region ?? "";
const daysAhead = (day: string | null) => (day === null ? Number.NaN : (Date.parse(day) - today) / dayMs);

describe("an account-Region that claims more each week", () => {
  it("has the days that the simulated AWS had", () => {
    const days = view.detail?.claimedDays ?? [];
    expect(view.chosen?.region).toBe(growing());
    expect(days.map(({ claimed }) => claimed)).toEqual(claimedBy(growing(), today - 90 * dayMs, 90));
  });

  it("runs out within the interval that is told, as the simulated AWS goes on", () => {
    const { runway, limit } = view.chosen ?? {};
    if (runway?.state !== "growing") throw new Error(`It is ${runway?.state}.`);
    const ahead = claimedBy(growing(), today, 400);
    // On half of the days of a week all is claimed: single days come sooner and later.
    const reached = ahead.findIndex((_, day) => {
      const week = ahead.slice(Math.max(0, day - 3), day + 4);
      return week.filter((claimed) => claimed >= (limit ?? 0)).length >= week.length / 2;
    });
    expect(reached).toBeGreaterThan(30);
    expect(daysAhead(runway.earliest)).toBeLessThanOrEqual(reached);
    expect(daysAhead(runway.latest)).toBeGreaterThanOrEqual(reached);
    expect(Math.abs(daysAhead(runway.day) - reached)).toBeLessThan(reached * 0.2);
  });

  it("is the only one: of the other no day is named", () => {
    const other = view.places.find(({ region }) => region !== growing());
    if (other === undefined) throw new Error("There is no other account-Region.");
    expect(other.limit).toBe(1_000);
    expect(other.runway.state === "growing" ? other.runway.day : null).toBeNull();
  });
});
