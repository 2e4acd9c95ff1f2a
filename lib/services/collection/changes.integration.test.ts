import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChangeRow, saveChanges } from "#lib/db/sql/changes.ts";
import { listComparedChanges, saveChangeActors, saveTrailChanges } from "#lib/db/sql/trail-changes.ts";
import { trailChangesOf } from "#lib/domain/changes/trail-changes.ts";
import type { ObservedChangeEvent } from "#lib/domain/fleet/observed.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { fleetStories } from "#simulator/fleet/stories.ts";

const place = { accountId: "111122223333", region: "eu-west-1" };
const minutes = (count: number) => new Date(Date.UTC(2026, 10, 20, 10, count));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("the first sync", () => {
  let fleet: SyncedFleet;
  afterAll(() => fleet.close());

  it("tells who deployed what in the last 90 days, once, however often it is asked", async () => {
    fleet = await openSyncedFleet(database, { accounts: 2, regions: ["eu-west-1"], functions: 60, seed: 31 });
    const sources = ["accounts", "regions", "limits", "functions", "who-changed"] as const;
    expect((await fleet.sync({ sources: [...sources] })).sync.status).toBe("complete");
    const deployed = fleetStories(fleet.simulator.fleet).filter(({ kind }) => kind === "init-doubled");
    expect(deployed).toHaveLength(1);
    for (const { functionArn, since } of deployed) {
      const { rows } = await database.pool.query(
        `SELECT kind, classes, summary, actor, event_name, actor_state FROM changes
         WHERE entity_id = $1 AND abs(extract(epoch FROM occurred_at - $2)) < 60`,
        [functionArn, since],
      );
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({ kind: "updated", classes: ["code"], actor_state: "known" });
      expect(rows[0]?.summary).toBe(`UpdateFunctionCode by ${rows[0]?.actor}`);
    }
    const count = async () => (await database.pool.query("SELECT count(*)::int AS n FROM changes")).rows[0].n;
    const before = await count();
    await fleet.sync({ sources: [...sources] });
    expect(await count()).toBe(before);
  });
});

function event(name: string, eventName: string, at: Date, id = `${name} ${eventName}`): ObservedChangeEvent {
  return { eventId: id, eventName, at, functionName: name, actor: "mira", actorArn: null, sourceService: null };
}

function compared(name: string, occurredAt: Date, detectedAt: Date, classes: string[] = ["code"]): ChangeRow {
  return {
    ...place,
    entityKind: "function",
    entityId: `arn:aws:lambda:${place.region}:${place.accountId}:function:${name}`,
    entityName: name,
    kind: "updated",
    classes,
    summary: "New code",
    fields: [{ path: ["CodeSha256"] }],
    occurredAt,
    detectedAt,
    beforeSha256: Buffer.from("01", "hex"),
    afterSha256: Buffer.from("02", "hex"),
  };
}

async function tell(events: readonly ObservedChangeEvent[]): Promise<void> {
  const { named, told } = trailChangesOf(events, await listComparedChanges(database.pool, place, events));
  await saveChangeActors(database.pool, named);
  await saveTrailChanges(database.pool, place, told, minutes(59));
}

async function changesOf(name: string): Promise<object[]> {
  const { rows } = await database.pool.query(
    `SELECT summary, actor, event_name AS event, occurred_at AS at FROM changes
     WHERE account_id = $1 AND entity_name = $2 ORDER BY occurred_at`,
    [place.accountId, name],
  );
  return rows;
}

describe("a change and its event are one", () => {
  const one = [{ summary: "New code", actor: "mira", event: "UpdateFunctionCode", at: minutes(5) }];

  it("when the comparison comes first", async () => {
    await saveChanges(database.pool, [compared("first", minutes(5), minutes(30))]);
    const events = [
      event("first", "UpdateFunctionConfiguration", minutes(3)),
      event("first", "UpdateFunctionCode", minutes(5)),
    ];
    await tell(events);
    await tell(events);
    expect(await changesOf("first")).toEqual(one);
  });

  it("when the event comes first", async () => {
    await tell([event("second", "UpdateFunctionCode", minutes(5))]);
    await saveChanges(database.pool, [compared("second", minutes(5), minutes(30))]);
    await tell([event("second", "UpdateFunctionCode", minutes(5))]);
    expect(await changesOf("second")).toEqual(one);
  });

  it("when AWS does not date the change: by what it is about", async () => {
    await saveChanges(database.pool, [compared("third", minutes(50), minutes(50), ["permissions"])]);
    await tell([event("third", "AddPermission", minutes(5)), event("third", "PutFunctionConcurrency", minutes(6))]);
    expect(await changesOf("third")).toMatchObject([
      { summary: "New code", event: "AddPermission", at: minutes(5) },
      { summary: "PutFunctionConcurrency by mira", event: "PutFunctionConcurrency", at: minutes(6) },
    ]);
  });

  it("and events that nothing is near to stand for themselves", async () => {
    await saveChanges(database.pool, [compared("fourth", minutes(40), minutes(50))]);
    await tell([event("fourth", "UpdateFunctionCode", minutes(5)), event("fourth", "PublishVersion", minutes(6))]);
    expect(await changesOf("fourth")).toMatchObject([
      { summary: "UpdateFunctionCode by mira", actor: "mira" },
      { summary: "New code", actor: null },
    ]);
  });
});
