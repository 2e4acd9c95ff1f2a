import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import { getRoleUsageRow, getRuntimeFacts, listUsageAges } from "#lib/db/sql/role-usage.ts";
import type { SyncProgress } from "#lib/db/sql/sync-progress.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { serviceUse } from "#simulator/fleet/roles/service-use.ts";
import { getRoleUsage } from "./get-role-usage.ts";

const size = { accounts: 2, regions: ["eu-west-1"], functions: 50, seed: 37 };
const beginning = new Date("2026-11-20T10:30:00Z");
const hourMs = 3_600_000;
/** What roles of functions take to be known, and their use. */
const wanted: SourceName[] = ["accounts", "regions", "limits", "functions", "roles", "role-usage"];

let database: TestDatabase;
let first: SyncProgress;
/** Roles that functions run as, with what the simulated AWS has them do. */
const planted = new Map<string, ReturnType<typeof serviceUse>>();

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  await at(beginning, async (fleet) => {
    first = await fleet.sync({ sources: wanted });
    for (const { id } of fleet.simulator.fleet.accounts) {
      const iam = fleet.simulator.fleet.iam(id);
      const managed = [...(iam?.localPolicies() ?? []), ...(iam?.awsPolicies() ?? [])];
      for (const role of iam?.roles() ?? []) {
        if (role.RoleLastUsed !== undefined) planted.set(role.Arn ?? "", serviceUse(role, managed));
      }
    }
  });
});

afterAll(async () => {
  await sharedDatabase().close();
  await database.drop();
});

async function at<T>(now: Date, work: (fleet: SyncedFleet) => Promise<T>, faults = ""): Promise<T> {
  const fleet = await openSyncedFleet(database, { ...size, now, faults });
  try {
    return await work(fleet);
  } finally {
    await fleet.close();
  }
}

async function tasks(syncId: string) {
  const { rows } = await database.pool.query<{
    status: string;
    done: number;
    reason: string | null;
    remedy: string | null;
    asked: number;
    waited: boolean;
  }>(
    `SELECT t.status, t.progress_done AS done, t.reason, t.remedy,
       coalesce((SELECT sum(m.calls - m.retries - m.throttles)::int FROM sync_meters m
         WHERE m.task_id = t.id AND m.operation = 'GenerateServiceLastAccessedDetails'), 0) AS asked,
       t.started_at >= (SELECT max(o.ended_at) FROM sync_tasks o
         WHERE o.sync_id = t.sync_id AND o.account_id = t.account_id AND o.phase = 'usable') AS waited
     FROM sync_tasks t WHERE t.sync_id = $1 AND t.source = 'role-usage'`,
    [syncId],
  );
  return rows;
}

const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);

describe("what roles use", () => {
  it("is asked once of each role that a function runs as, when its account's functions are known", async () => {
    const read = await tasks(first.sync.id);
    expect(read).toHaveLength(size.accounts);
    for (const task of read) expect(task).toMatchObject({ status: "succeeded", waited: true, asked: task.done });
    expect(sum(read.map(({ asked }) => asked))).toBe(planted.size);
    const { rows } = await database.pool.query<{ arn: string }>("SELECT role_arn AS arn FROM role_usage");
    expect(new Set(rows.map(({ arn }) => arn))).toEqual(new Set(planted.keys()));
  });

  it("is exactly what was planted: services and actions used, with when, and those never used", async () => {
    for (const [arn, services] of planted) {
      const usage = await getRoleUsage(arn);
      expect(usage?.unknown, arn).toBeNull();
      const told = new Map(usage?.services?.map((service) => [service.namespace, service]));
      expect([...told.keys()].sort(), arn).toEqual(services.map(({ namespace }) => namespace));
      for (const { namespace, usedAt, actions } of services) {
        const service = told.get(namespace);
        expect(service?.lastUsedAt ?? null).toBe(usedAt?.toISOString() ?? null);
        expect(service?.actions?.neverUsed ?? null).toEqual(
          actions?.filter((action) => action.usedAt === null).map(({ name }) => name) ?? null,
        );
      }
    }
  });

  it("gives policies without what was never used, for every role", async () => {
    let tightened = 0;
    for (const [arn, services] of planted) {
      const usage = await getRoleUsage(arn);
      const never = services.filter(({ usedAt }) => usedAt === null).map(({ namespace }) => namespace);
      const used = services.filter(({ usedAt }) => usedAt !== null).map(({ namespace }) => namespace);
      const removed = usage?.policy?.removed ?? [];
      for (const { namespace, ground } of removed) {
        expect(ground === "service" ? never : used, `${namespace} of ${arn}`).toContain(namespace);
      }
      // What is left of services that were never used is told, with the reason.
      const staying = new Set(usage?.policy?.staying.flatMap(({ actions }) => actions.map((one) => one.split(":")[0])));
      for (const namespace of never) {
        const gone = removed.find((service) => service.namespace === namespace);
        if (gone !== undefined && !gone.whole) expect(staying, `${namespace} of ${arn}`).toContain(namespace);
      }
      if (removed.length > 0) tightened += 1;
      for (const { code } of usage?.policy?.documents ?? []) if (code !== null) JSON.parse(code);
    }
    expect(tightened).toBeGreaterThan(planted.size / 3);
  });

  it("is nothing to tell of roles that no function runs as", async () => {
    const { rows } = await database.pool.query<{ arn: string }>(
      "SELECT role_arn AS arn FROM roles r WHERE NOT EXISTS (SELECT FROM functions f WHERE f.role_arn = r.role_arn)",
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(await getRoleUsage(rows[0]?.arn ?? "")).toMatchObject({
      unknown: { state: "notApplicable" },
      services: null,
      policy: null,
    });
    expect(await getRoleUsage("arn:aws:iam::123456789012:role/nobody")).toBeNull();
  });
});

/** These go on with the same store, one after the other. */
describe("later", () => {
  it("takes any event source for possible until the sources of the role's Regions have been read", async () => {
    const polled = async () => {
      const facts = await Promise.all(
        [...planted.keys()].map((arn) => getRuntimeFacts(database.pool, arn.split(":")[4] ?? "", arn)),
      );
      return facts.map((fact) => fact?.polled);
    };
    expect(new Set(await polled())).toEqual(new Set([null]));
    const [arn = ""] = planted.keys();
    expect((await getRuntimeFacts(database.pool, arn.split(":")[4] ?? "", arn))?.sendsFailures).toBe(true);
    await at(beginning, (fleet) => fleet.sync({ sources: [...wanted.slice(0, 4), "triggers"] }));
    const known = await polled();
    expect(known).not.toContain(null);
    expect(known.flat()).toContain("sqs");
  });

  it("is not asked again at once, and of a seventh a day later", async () => {
    const again = await at(new Date(beginning.getTime() + hourMs), (fleet) => fleet.sync({ sources: wanted }));
    expect(sum((await tasks(again.sync.id)).map(({ asked }) => asked))).toBe(0);
    const nextDay = await at(new Date(beginning.getTime() + 25 * hourMs), (fleet) => fleet.sync({ sources: wanted }));
    const asked = sum((await tasks(nextDay.sync.id)).map((task) => task.asked));
    expect(asked).toBeGreaterThanOrEqual(Math.floor(planted.size / 7));
    expect(asked).toBeLessThanOrEqual(Math.ceil(planted.size / 7) + size.accounts);
  });

  it("stays as it was known where AWS refuses, with the action that is missing", async () => {
    const weekLater = new Date(beginning.getTime() + 8 * 24 * hourMs);
    const denied = await at(
      weekLater,
      (fleet) => fleet.sync({ sources: wanted }),
      "deny=iam:GenerateServiceLastAccessedDetails",
    );
    for (const task of await tasks(denied.sync.id)) {
      expect(task).toMatchObject({
        status: "denied",
        reason: expect.stringContaining("iam:GenerateServiceLastAccessedDetails"),
      });
    }
    const [arn = ""] = planted.keys();
    expect(await getRoleUsage(arn)).toMatchObject({
      unknown: { state: "denied", remedy: expect.stringContaining("iam:GenerateServiceLastAccessedDetails") },
      services: expect.any(Array),
      policy: expect.any(Object),
    });
  });

  it("is due by when the role's documents or those of its policies changed, told of all roles as of one", async () => {
    const [account = ""] = [...planted.keys()].map((arn) => arn.split(":")[4] ?? "");
    const changes = async () => {
      const ages = await listUsageAges(database.pool, account);
      for (const { roleArn, changedAt } of ages)
        expect((await getRoleUsageRow(database.pool, roleArn))?.changedAt ?? null).toEqual(changedAt);
      return ages.filter(({ changedAt }) => changedAt !== null).map(({ roleArn }) => roleArn);
    };
    const before = new Set(await changes());
    const { rows } = await database.pool.query<{ arn: string; policy: string }>(
      `SELECT role_arn AS arn, attached_policy_arns[1] AS policy FROM roles
       WHERE account_id = $1 AND role_arn = ANY ($2) AND cardinality(attached_policy_arns) > 0 ORDER BY 1`,
      [account, [...planted.keys()].filter((arn) => !before.has(arn))],
    );
    const [role, other] = [rows[0], rows.at(-1)];
    await database.pool.query(
      `INSERT INTO snapshots (account_id, entity_kind, entity_id, valid_from, valid_to, sha256)
       SELECT account_id, entity_kind, entity_id, valid_from - interval '1 hour', valid_from, sha256 FROM snapshots
       WHERE account_id = $1 AND valid_to IS NULL AND entity_id = ANY ($2)`,
      [account, [role?.arn, other?.policy]],
    );
    const after = await changes();
    expect(after).toContain(role?.arn);
    expect(after).toContain(other?.arn);
  });
});
