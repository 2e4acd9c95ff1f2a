import { afterEach, describe, expect, it } from "vitest";
import { classifyFailure } from "#lib/aws/classify-failure.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { listUnlearned, type SyncProgress } from "#lib/db/sql/sync-progress.ts";
import { type SourceName, sources } from "#lib/domain/collection/source.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type CollectBetween, openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { startSimulator } from "#simulator/server.ts";

const regions = ["eu-west-1", "us-east-1"];
const small = { accounts: 2, regions, functions: 60, seed: 5, now: new Date("2026-11-20T10:30:00Z") };
/** Everything but what is computed from usage, which takes the simulated AWS longest and has tests of its own. */
const facts = sources.map(({ name }) => name).filter((name) => !["metric-history", "starts"].includes(name));

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function newDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  cleanups.push(() => database.drop());
  return database;
}

async function open(
  database: TestDatabase,
  faults: string,
  laterHours = 0,
  size: { readonly accounts?: number; readonly regions?: readonly string[] } = {},
): Promise<SyncedFleet> {
  const now = new Date(small.now.getTime() + laterHours * 3_600_000);
  const fleet = await openSyncedFleet(database, { ...small, ...size, now, faults, settings: { hourDays: 1 } });
  cleanups.push(() => fleet.close());
  return fleet;
}

/** Another simulated AWS with the same fleet, hours later and with other faults, for the same store. */
async function reopen(
  database: TestDatabase,
  fleet: SyncedFleet,
  faults: string,
  size: { readonly accounts?: number; readonly regions?: readonly string[] } = {},
): Promise<SyncedFleet> {
  await fleet.close();
  cleanups.pop();
  return open(database, faults, 30, size);
}

/** Lambda fails once the first page of functions was told, and more are to come. */
const failAfterFirstPage: CollectBetween = async function* (task, pages) {
  for await (const page of pages) {
    yield page;
    if (task.source !== "functions") continue;
    expect(page.nextCursor).not.toBeNull();
    const error = Object.assign(new Error("internal"), {
      name: "ServiceException",
      $metadata: { httpStatusCode: 500 },
    });
    const call = { service: "lambda", operation: "ListFunctions", region: task.region ?? "" } as const;
    throw new AwsFailureError(classifyFailure(error, call), { cause: error });
  }
};

async function complete(fleet: SyncedFleet, asked: readonly SourceName[] = facts): Promise<SyncProgress> {
  const progress = await fleet.sync({ sources: [...asked] });
  expect(progress.sync.status).toBe("complete");
  return progress;
}

async function unlearned(fleet: SyncedFleet, asked?: readonly SourceName[]): Promise<string[]> {
  const progress = await complete(fleet, asked);
  const reasons = await listUnlearned(fleet.context.db.pool, progress.sync.id);
  for (const { reason } of reasons) expect(reason).toMatch(/\.( \(|$)|\)$/);
  return [...new Set(reasons.map(({ source, status }) => `${source} ${status}`))].sort();
}

async function rowsOf(fleet: SyncedFleet, text: string, values: unknown[] = []): Promise<unknown[]> {
  return (await fleet.context.db.pool.query(text, values)).rows;
}

const unknownStates = `SELECT DISTINCT region, source, state FROM source_states WHERE state <> 'known' ORDER BY 1, 2`;

describe("a sync that cannot see everything", () => {
  it("ends, and says which account is denied", async () => {
    const simulator = await startSimulator(small);
    const denied = simulator.fleet.accounts[1]?.id;
    await simulator.close();
    const fleet = await open(await newDatabase(), `deny=account:${denied}`);
    expect(await unlearned(fleet)).toEqual(["regions denied", "roles denied"]);
    expect(await rowsOf(fleet, "SELECT id, access_state FROM accounts WHERE access_state <> 'known'")).toEqual([
      { id: denied, access_state: "denied" },
    ]);
    expect(await rowsOf(fleet, unknownStates)).toEqual([
      { region: "", source: "regions", state: "denied" },
      { region: "", source: "roles", state: "denied" },
    ]);
  });

  it("ends with a Region that is down", async () => {
    const fleet = await open(await newDatabase(), "down=us-east-1:lambda");
    expect(await unlearned(fleet)).toEqual([
      "functions failed",
      "limits failed",
      "region-resources partial",
      "triggers failed",
    ]);
    expect(await rowsOf(fleet, unknownStates)).toEqual([
      { region: "us-east-1", source: "functions", state: "failed" },
      { region: "us-east-1", source: "limits", state: "failed" },
      { region: "us-east-1", source: "region-resources", state: "failed" },
      { region: "us-east-1", source: "triggers", state: "failed" },
    ]);
    const [{ count }] = (await rowsOf(fleet, "SELECT count(*)::int FROM functions WHERE region = 'eu-west-1'")) as [
      { count: number },
    ];
    expect(count).toBeGreaterThan(0);
  });

  it.each([
    ["an operation that is missing", "missing=lambda:ListEventSourceMappings", "triggers failed"],
    ["web pages for answers", "html=tagging", "tags failed"],
    ["a denied call per function", "deny=lambda:GetPolicy", "detail partial"],
  ])("ends with %s", async (_title, faults, expected) => {
    expect(await unlearned(await open(await newDatabase(), faults))).toEqual([expected]);
  });

  it("learns everything through throttling and resets", async () => {
    const fleet = await open(await newDatabase(), "throttle=0.1,reset=0.02");
    expect(await unlearned(fleet)).toEqual([]);
    expect(await rowsOf(fleet, unknownStates)).toEqual([]);
  });
});

interface FindingRow {
  readonly rule: string;
  readonly resource: string;
  readonly status: string;
  readonly unverified: string | null;
  readonly since: Date | null;
}

async function findingsOf(fleet: SyncedFleet): Promise<FindingRow[]> {
  const rows = await rowsOf(
    fleet,
    `SELECT rule, resource_arn AS resource, status, unverified_reason AS unverified, unverified_since AS since
     FROM findings ORDER BY rule, resource_arn`,
  );
  return rows as FindingRow[];
}

describe("a later sync that is denied what an earlier one saw", () => {
  it("keeps findings open and says since when and why they are not proved", async () => {
    const database = await newDatabase();
    const first = await open(database, "");
    await complete(first);
    const seen = await findingsOf(first);
    expect(seen.filter(({ unverified }) => unverified !== null)).toEqual([]);
    const denied = await reopen(database, first, "deny=lambda:GetPolicy,deny=iam");
    await complete(denied);
    const now = await findingsOf(denied);
    expect(now.map(({ rule, resource, status }) => [rule, resource, status])).toEqual(
      seen.map(({ rule, resource, status }) => [rule, resource, status]),
    );
    const lost = now.filter(({ rule }) => rule.startsWith("role-") || rule === "function-policy-public");
    expect(lost.length).toBeGreaterThan(0);
    for (const finding of lost) {
      expect(finding.unverified).toMatch(/denied/);
      expect(finding.since?.getTime()).toBeGreaterThanOrEqual(small.now.getTime() + 30 * 3_600_000);
    }
    for (const { unverified } of now.filter(({ rule }) => rule === "runtime-deprecated")) expect(unverified).toBeNull();
  });

  it("keeps functions when their list fails half-way", async () => {
    const database = await newDatabase();
    const asked: SourceName[] = ["accounts", "regions", "limits", "functions"];
    const onePlace = { accounts: 1, regions: ["eu-west-1"] };
    const first = await open(database, "", 0, onePlace);
    await complete(first, asked);
    const names = "SELECT arn FROM functions WHERE deleted_at IS NULL ORDER BY arn";
    const before = await rowsOf(first, names);
    const halfway = await reopen(database, first, "half-page=1:lambda:ListFunctions", onePlace);
    const { sync } = await halfway.sync({ sources: asked }, failAfterFirstPage);
    expect(sync.status).toBe("complete");
    const unread = await listUnlearned(halfway.context.db.pool, sync.id);
    expect(unread.map(({ source, status }) => `${source} ${status}`)).toEqual(["functions failed"]);
    expect(await rowsOf(halfway, names)).toEqual(before);
    expect(await rowsOf(halfway, "SELECT id FROM changes WHERE kind = 'deleted'")).toEqual([]);
  });
});
