import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import { getFunction } from "#lib/server/queries/functions/get-function.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { failureTruth } from "#simulator/fleet/failure-truth.ts";
import { type FleetStory, fleetStories } from "#simulator/fleet/stories.ts";
import { getFunctionFailures } from "./get-function-failures.ts";
import { listFleetFailures } from "./list-fleet-failures.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const now = new Date("2026-11-20T10:30:00Z");
const today = new Date("2026-11-20T00:00:00Z");
const yesterday = new Date(today.getTime() - dayMs);
const week = { from: new Date(today.getTime() - 6 * dayMs), to: now };
const all = { accountIds: [], regions: [], teamId: null, ...week, preset: "7d" as const };

let database: TestDatabase;
let fleet: SyncedFleet;
let stories: readonly FleetStory[];

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  fleet = await openSyncedFleet(database, { accounts: 1, regions: ["eu-west-1"], functions: 60, seed: 9, now });
  stories = fleetStories(fleet.simulator.fleet);
  expect((await fleet.sync()).sync.status).toBe("complete");
});

afterAll(async () => {
  await fleet.close();
  await sharedDatabase().close();
  await database.drop();
});

function storyOf(kind: FleetStory["kind"]): FleetStory {
  const story = stories.find((one) => one.kind === kind);
  if (story === undefined) throw new Error(`No story ${kind} is planted.`);
  return story;
}

async function thingOf({ functionArn: arn }: FleetStory): Promise<FunctionThing> {
  const period = { ...week, preset: "7d" as const };
  const thing = await getFunction({ arn, period, cost: false, now });
  if (thing === null) throw new Error(`${arn} is not in the store.`);
  return thing;
}

describe("failures of one function", () => {
  it.each(["timeouts", "out-of-memory", "new-error-type"] as const)("are those that are planted: %s", async (kind) => {
    const story = storyOf(kind);
    const simulated = fleet.simulator.fleet;
    const index = Array.from({ length: simulated.functionCount }, (_, k) => k).find(
      (k) => simulated.functionAt(k).arn === story.functionArn,
    );
    const truth = failureTruth(simulated, index ?? -1, yesterday, today);
    expect(truth.length).toBeGreaterThan(0);
    const { series, total } = await getFunctionFailures(await thingOf(story), yesterday, today);
    const seen = series
      .filter(({ count }) => count > 0)
      .map((one) => ({ kind: one.kind, errorType: one.errorType, count: one.count }));
    const order = (one: { kind: string; errorType: string }) => `${one.kind} ${one.errorType}`;
    expect(seen.toSorted((one, other) => (order(one) < order(other) ? -1 : 1))).toEqual(truth);
    const share = (Number(story.figures.shareOfInvocations) || 0.06) * (total ?? 0);
    const failed = seen.filter((one) => one.kind !== "init").reduce((sum, { count }) => sum + count, 0);
    expect(Math.abs(failed - share)).toBeLessThanOrEqual(Math.max(2, 0.02 * share));
    const during = Number(story.figures.shareDuringInit ?? 0);
    const inits = seen.filter((one) => one.kind === "init").reduce((sum, { count }) => sum + count, 0);
    expect(inits / failed).toBeCloseTo(during, 1);
  });

  it("tells since when a new error type came, with which version, and what changed then", async () => {
    const story = storyOf("new-error-type");
    const thing = await thingOf(story);
    const { series, changesSince } = await getFunctionFailures(thing, week.from, week.to);
    const one = series.find(({ kind, errorType }) => kind === "error" && errorType === story.figures.errorType);
    expect(one).toMatchObject({ trend: "new", onset: { kind: "firstSight" }, title: "SchemaMismatchError" });
    const late = Date.parse(one?.firstSeen ?? "") - Date.parse(story.since ?? "");
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(3 * hourMs);
    expect(one?.versions.length).toBe(1);
    expect(one?.changes[0]).toMatchObject({ entityId: story.functionArn, relation: "before" });
    expect(one?.changes[0]?.beforeMs).toBeLessThanOrEqual(late + 20_000);
    expect(one?.rate?.interval.low).toBeLessThan(one?.rate?.value ?? 0);
    expect(one?.days.length).toBe(28);
    expect(Date.parse(changesSince)).toBeGreaterThanOrEqual(now.getTime());
    expect(one?.logsHref).toContain("SchemaMismatchError");
  });

  it("tells what changed before, however often the function changed after", async () => {
    const story = storyOf("new-error-type");
    const read = async () => {
      const { series } = await getFunctionFailures(await thingOf(story), week.from, week.to);
      return series.find(({ kind, errorType }) => kind === "error" && errorType === story.figures.errorType);
    };
    const before = await read();
    await database.pool.query(
      `INSERT INTO changes (id, account_id, region, entity_kind, entity_id, entity_name, kind, classes, summary, fields,
         occurred_at, detected_at, actor_state)
       SELECT gen_random_uuid(), account_id, region, entity_kind, entity_id, entity_name, kind, classes, 'Later', fields,
         $2::timestamptz + make_interval(mins => k), detected_at, actor_state
       FROM (SELECT * FROM changes WHERE entity_id = $1 LIMIT 1) c, generate_series(1, 40) k`,
      [story.functionArn, before?.firstSeen],
    );
    const after = await read();
    await database.pool.query("DELETE FROM changes WHERE summary = 'Later'");
    expect(after?.changes).toEqual(before?.changes);
    expect(after?.changes.length).toBeGreaterThan(0);
  });

  it("says that nothing is known where nothing was read, rather than that nothing failed", async () => {
    const thing = await thingOf(storyOf("new-error-type"));
    const long = { from: new Date("2020-01-01T00:00:00Z"), to: new Date("2020-01-02T00:00:00Z") };
    expect(await getFunctionFailures(thing, long.from, long.to)).toMatchObject({ total: null, series: [] });
  });
});

describe("failures of the fleet", () => {
  it("shows the planted new series, with function and change", async () => {
    const view = await listFleetFailures(all);
    const names = view.series.map(({ functionArn, title }) => `${functionArn} ${title}`);
    expect(names).toContain(`${storyOf("new-error-type").functionArn} SchemaMismatchError`);
    expect(view.new).toBeGreaterThanOrEqual(4);
    expect(view.read).toBeGreaterThan(20);
    const one = view.series.find(({ title }) => title === "SchemaMismatchError");
    expect(one?.change?.entityId).toBe(storyOf("new-error-type").functionArn);
    expect(one?.change).toMatchObject({
      relation: "before",
      summary: expect.stringMatching(/^UpdateFunctionCode by /),
    });
    expect(Date.parse(one?.firstSeen ?? "")).toBeGreaterThanOrEqual(Date.parse(storyOf("new-error-type").since ?? ""));
    const { series } = await getFunctionFailures(await thingOf(storyOf("new-error-type")), week.from, week.to);
    const [version] = series.find(({ title }) => title === "SchemaMismatchError")?.versions ?? [];
    expect(one?.firstVersion).toBe(version?.version);
    const planted = new Set(stories.map(({ functionArn }) => functionArn));
    expect(view.series.filter(({ functionArn }) => !planted.has(functionArn))).toEqual([]);
  });

  it("counts series of which it cannot be told whether they are new, rather than none", async () => {
    const { functionArn } = storyOf("new-error-type");
    const before = await listFleetFailures(all);
    const first = before.series.find(({ title }) => title === "SchemaMismatchError")?.firstSeen ?? "";
    const forgotten = await database.pool.query(
      `UPDATE function_days d SET reports = NULL FROM functions f
       WHERE f.id = d.function_id AND f.account_id = d.account_id AND f.arn = $1 AND d.day < $2::timestamptz::date`,
      [functionArn, first],
    );
    expect(forgotten.rowCount).toBeGreaterThan(0);
    const view = await listFleetFailures(all);
    expect(view.series.map((one) => one.functionArn)).not.toContain(functionArn);
    // Its failed inits are series of their own, and as little known.
    expect(view.untold).toBeGreaterThan(before.untold);
    expect(view.untold - before.untold).toBe(before.new - view.new);
  });

  it("is empty, and says of how much it is so, where nothing is in scope", async () => {
    const none = await listFleetFailures({ ...all, regions: ["eu-north-1"] });
    expect(none).toMatchObject({ series: [], new: 0, rising: 0, read: 0, ran: 0 });
    const hostile = await listFleetFailures({ ...all, teamId: "'; DROP TABLE failure_days" });
    expect(hostile.series).toEqual([]);
  });
});
