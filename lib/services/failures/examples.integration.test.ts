import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { priceList } from "#lib/aws/price-list.ts";
import { getSpendingStand } from "#lib/db/sql/aws-usage.ts";
import type { LogExampleView } from "#lib/domain/views/failures.ts";
import { ConflictError, ForbiddenError } from "#lib/errors.ts";
import type { Actor, ServiceContext } from "#lib/services/context.ts";
import { saveCollectionSettings } from "#lib/services/settings/collection-settings.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { plantedSecrets, secretMarker } from "#simulator/fleet/planted-secrets.ts";
import { fleetStories } from "#simulator/fleet/stories.ts";
import { dropExpiredExamples, startExamples } from "./example-runner.ts";
import { readExample } from "./read-example.ts";
import { exampleLimits, requestExample } from "./request-example.ts";

const options = { accounts: 1, regions: ["eu-west-1"], functions: 14, seed: 9, now: new Date("2026-11-20T10:30:00Z") };
const month = { from: new Date("2026-11-01T00:00:00Z"), to: new Date("2026-12-01T00:00:00Z") };
const person = (role: "engineer" | "manager", name: string = role): Actor => ({
  kind: "user",
  userId: name,
  name,
  role,
});

let database: TestDatabase;
let fleet: SyncedFleet;
let functionId: number;

beforeAll(async () => {
  database = await createTestDatabase();
  fleet = await openSyncedFleet(database, options);
  const sources = ["accounts", "regions", "functions", "metrics", "log-groups", "starts"] as const;
  expect((await fleet.sync({ sources: [...sources] })).sync.status).toBe("complete");
  const story = fleetStories(fleet.simulator.fleet).find(({ kind }) => kind === "new-error-type");
  const found = await database.prisma.function.findUnique({ where: { arn: story?.functionArn ?? "" } });
  functionId = found?.id ?? 0;
});

afterAll(async () => {
  await fleet.close();
  await database.drop();
});

const series = () => ({ functionId, kind: "error" as const, errorType: "SchemaMismatchError" });

function as(actor: Actor, of: SyncContext = fleet.context): ServiceContext {
  return { ...of, actor };
}

/** Asks as an engineer, lets a worker at it, and tells how it came out. */
async function ask(context: SyncContext = fleet.context): Promise<NonNullable<LogExampleView["latest"]>> {
  await requestExample(as(person("engineer"), context), series());
  return await worked(context);
}

async function worked(context: SyncContext): Promise<NonNullable<LogExampleView["latest"]>> {
  const runner = startExamples(context);
  try {
    return (await ended(context)).latest;
  } finally {
    await runner.stop();
  }
}

async function ended(context: SyncContext): Promise<{ readonly latest: NonNullable<LogExampleView["latest"]> }> {
  for (;;) {
    const { latest } = await readExample(as(person("engineer"), context), series());
    if (latest === null) throw new Error("Nobody asked.");
    if (latest.state !== "waiting" && latest.state !== "running") return { latest };
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** A worker's context in which AWS has the lines, all saying `text`, only once it may go on. */
function heldUp(text: string) {
  const reached = Promise.withResolvers<void>();
  const free = Promise.withResolvers<void>();
  const context: SyncContext = {
    ...fleet.context,
    aws: {
      ...fleet.context.aws,
      readLogLines: async (task) => {
        const lines = await fleet.context.aws.readLogLines(task);
        reached.resolve();
        await free.promise;
        return lines?.map((line) => ({ ...line, message: text })) ?? null;
      },
    },
  };
  return { context, reached: reached.promise, goOn: () => free.resolve() };
}

const forget = () => database.pool.query("DELETE FROM log_examples");
const storedText = async () =>
  (
    await database.pool.query<{ all: string }>(
      "SELECT coalesce(string_agg(l::text, ' '), '') AS all FROM log_examples l",
    )
  ).rows[0]?.all ?? "";

describe("example lines", () => {
  it("say what they cost before anything is read, and nothing is asked of AWS by that", async () => {
    const { plan, latest } = await readExample(as(person("engineer")), series());
    expect(latest).toBeNull();
    expect(plan).toMatchObject({ basis: "measured", impossible: null, leftUsd: null });
    expect(plan.usd).toBeCloseTo((plan.bytes ?? 0) * priceList.scannedByteUsd, 12);
    expect(Date.parse(plan.to) - Date.parse(plan.from)).toBeLessThanOrEqual(3_600_000);
  });

  it("come redacted, at most twenty, with what they cost, audited and metered; planted secrets reach nothing", async () => {
    const before = await getSpendingStand(database.pool, month, priceList);
    const latest = await ask();
    expect(latest).toMatchObject({ state: "done", requestedBy: "engineer", reason: null });
    expect(latest.lines.length).toBeGreaterThan(0);
    expect(latest.lines.length).toBeLessThanOrEqual(20);
    for (const { text, at } of latest.lines) {
      expect(text).toContain("SchemaMismatchError");
      expect(at >= latest.from && at < latest.to).toBe(true);
    }
    expect(latest.lines.some(({ text }) => text.includes("removed]"))).toBe(true);
    const everything = [JSON.stringify(latest), await storedText(), fleet.logged.join("\n")].join("\n");
    expect(everything).not.toContain(secretMarker(fleet.simulator.fleet));
    for (const secret of plantedSecrets(fleet.simulator.fleet)) expect(everything).not.toContain(secret.slice(-12));
    expect(latest.bytes).toBeGreaterThan(0);
    const after = await getSpendingStand(database.pool, month, priceList);
    expect(after.spentUsd - before.spentUsd).toBeCloseTo(latest.usd ?? 0, 12);
    expect(after.reservedUsd).toBe(0);
    const { rows } = await database.pool.query(
      "SELECT actor_name AS by, action FROM audit_events WHERE action LIKE 'failure.%'",
    );
    expect(rows).toEqual([{ by: "engineer", action: "failure.show-examples" }]);
  });

  it("are not fetched twice while they are kept, and are let go when their time has passed", async () => {
    expect(await requestExample(as(person("engineer", "another")), series())).toEqual({ joined: true });
    const later = { ...fleet.context, clock: { now: () => new Date(fleet.simulator.now().getTime() + 5 * 3_600_000) } };
    const shown = await readExample(as(person("engineer"), later), series());
    expect(shown.latest).toMatchObject({ state: "expired", lines: [] });
    expect(await storedText()).toContain("SchemaMismatchError");
    expect(await dropExpiredExamples(later)).toBe(1);
    const { rows } = await database.pool.query("SELECT lines FROM log_examples");
    expect(rows).toEqual([{ lines: null }]);
  });

  it("are for those who may start a sync", async () => {
    await expect(requestExample(as(person("manager")), series())).rejects.toThrow(ForbiddenError);
    await expect(readExample(as(person("manager")), series())).rejects.toThrow(ForbiddenError);
    await expect(requestExample(as(person("engineer")), { ...series(), kind: "'; DROP" })).rejects.toThrow();
  });

  it("are refused by a budget that does not have them", async () => {
    await forget();
    const settings = { quotaShares: {}, schedule: true };
    await saveCollectionSettings(fleet.context, { ...settings, monthlyBudgetUsd: 0 });
    const latest = await ask();
    expect(latest).toMatchObject({ state: "refused", lines: [], usd: 0 });
    expect(latest.reason).toContain("budget");
    await saveCollectionSettings(fleet.context, { ...settings, monthlyBudgetUsd: null });
    expect(await ask()).toMatchObject({ state: "done" });
  });

  it("name the action that is missing where AWS denies them", async () => {
    await forget();
    const denied = await openSyncedFleet(database, { ...options, faults: "deny=logs:StartQuery" });
    try {
      const latest = await ask(denied.context);
      expect(latest).toMatchObject({ state: "denied", lines: [], usd: 0 });
      expect(`${latest.reason} ${latest.remedy}`).toContain("logs:StartQuery");
    } finally {
      await denied.close();
    }
  });

  it("go on with the query that a worker before had started, and pay once", async () => {
    await forget();
    await requestExample(as(person("engineer")), series());
    const calls: string[] = [];
    const counting: SyncContext = {
      ...fleet.context,
      aws: {
        ...fleet.context.aws,
        readLogLines: async (task) => {
          calls.push(task.cursor ?? "none");
          return await fleet.context.aws.readLogLines(task);
        },
      },
    };
    const first = await worked(counting);
    const { rows } = await database.pool.query<{ id: string }>("SELECT id FROM log_examples");
    expect([first.state, calls]).toEqual(["done", ["none"]]);
    const started = (
      await database.pool.query("SELECT sum(calls)::int AS n FROM aws_usage_days WHERE operation = 'StartQuery'")
    ).rows;
    // As if the worker had died after its query was started: the cursor is what it had noted.
    const cursor = JSON.stringify({
      done: 0,
      queries: { "0": { id: "10600000-0000-4000-8000-ffffffffffff", starts: 1 } },
    });
    await database.pool.query("UPDATE log_examples SET state = 'waiting', lines = NULL, cursor = $2 WHERE id = $1", [
      rows[0]?.id,
      cursor,
    ]);
    // AWS does not know it any more: it is started once more, and only once.
    expect(await worked(counting)).toMatchObject({ state: "done" });
    expect(calls[1]).toBe(cursor);
    const again = (
      await database.pool.query("SELECT sum(calls)::int AS n FROM aws_usage_days WHERE operation = 'StartQuery'")
    ).rows;
    expect(again[0]?.n - started[0]?.n).toBe(1);
  });

  it("are given up after a quarter of an hour, and a query that was started counts as what it was to scan", async () => {
    await forget();
    await requestExample(as(person("engineer")), series());
    const before = await getSpendingStand(database.pool, month, priceList);
    const cursor = JSON.stringify({ done: 0, queries: { "0": { id: "q", starts: 1 } } });
    await database.pool.query(
      "UPDATE log_examples SET requested_at = requested_at - interval '16 minutes', cursor = $1, expected_bytes = 5000000",
      [cursor],
    );
    const latest = await worked(fleet.context);
    expect(latest).toMatchObject({ state: "failed", lines: [], bytes: 5_000_000 });
    expect(latest.reason).toContain("took too long");
    const after = await getSpendingStand(database.pool, month, priceList);
    expect(after.spentUsd - before.spentUsd).toBeCloseTo(5_000_000 * priceList.scannedByteUsd, 12);
    expect(after.reservedUsd).toBe(0);
  });

  it("count once where another worker had taken them for lost", async () => {
    await forget();
    await requestExample(as(person("engineer")), series());
    const before = await getSpendingStand(database.pool, month, priceList);
    const slow: SyncContext = {
      ...fleet.context,
      aws: {
        ...fleet.context.aws,
        readLogLines: async (task) => {
          const lines = await fleet.context.aws.readLogLines(task);
          await database.pool.query("UPDATE log_examples SET state = 'done', cost_usd = 0");
          return lines;
        },
      },
    };
    expect(await worked(slow)).toMatchObject({ state: "expired" });
    const after = await getSpendingStand(database.pool, month, priceList);
    expect(after.spentUsd).toBe(before.spentUsd);
  });

  it("are the newest worker's: one that comes back after it was taken for dead keeps nothing and pays nothing", async () => {
    await forget();
    await requestExample(as(person("engineer")), series());
    const before = await getSpendingStand(database.pool, month, priceList);
    const [late, newer] = [heldUp("late"), heldUp("newer")];
    const first = startExamples(late.context);
    await late.reached;
    await database.pool.query("UPDATE log_examples SET alive_at = alive_at - interval '1 minute'");
    const second = startExamples(newer.context);
    await newer.reached;
    late.goOn();
    // Its worker stops once what it had under way has ended.
    await first.stop();
    const { rows } = await database.pool.query(
      "SELECT state, lines, cost_usd AS usd, ended_at AS ended FROM log_examples",
    );
    expect(rows).toEqual([{ state: "running", lines: null, usd: null, ended: null }]);
    expect((await getSpendingStand(database.pool, month, priceList)).spentUsd).toBe(before.spentUsd);
    newer.goOn();
    const { latest } = await ended(fleet.context);
    await second.stop();
    expect(latest).toMatchObject({ state: "done" });
    expect(latest.lines.every(({ text }) => text === "newer")).toBe(true);
  });

  it("are let go by the next request, too, while no worker runs", async () => {
    await forget();
    await ask();
    const kept = await database.pool.query("SELECT FROM log_examples WHERE lines IS NOT NULL");
    expect(kept.rowCount).toBe(1);
    const later = { ...fleet.context, clock: { now: () => new Date(fleet.simulator.now().getTime() + 5 * 3_600_000) } };
    expect(await requestExample(as(person("engineer"), later), series())).toEqual({ joined: false });
    const { rows } = await database.pool.query("SELECT lines FROM log_examples");
    expect(rows).toEqual([{ lines: null }, { lines: null }]);
  });

  it("are not asked for without end", async () => {
    await forget();
    await database.pool.query(
      `INSERT INTO log_examples (id, account_id, region, function_id, kind, error_type, state, window_from, window_to, requested_by, requested_at)
       SELECT gen_random_uuid(), '1', 'eu-west-1', k, 'error', '', 'failed', $1, $1, 'engineer', $1 FROM generate_series(1, $2) k`,
      [fleet.simulator.now(), exampleLimits.own],
    );
    await expect(requestExample(as(person("engineer")), series())).rejects.toThrow(ConflictError);
    expect(await requestExample(as(person("engineer", "another")), series())).toEqual({ joined: false });
    await forget();
  });

  it("are not asked for where their lines are gone", async () => {
    await database.pool.query("UPDATE log_groups SET retention_days = 1");
    await database.pool.query(
      "UPDATE failure_days SET last_seen = last_seen - interval '4 days', first_seen = first_seen - interval '4 days' WHERE function_id = $1",
      [functionId],
    );
    const { plan } = await readExample(as(person("engineer")), series());
    expect(plan.impossible).toMatch(/keeps lines for a day/);
    await expect(requestExample(as(person("engineer")), series())).rejects.toThrow(ConflictError);
  });
});
