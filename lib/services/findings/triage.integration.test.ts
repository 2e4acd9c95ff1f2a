import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { saveFindings } from "#lib/db/sql/findings.ts";
import { type Role, roles } from "#lib/domain/permissions/roles.ts";
import { logger } from "#lib/logger.ts";
import { type Actor, createServiceContext, type ServiceContext } from "#lib/services/context.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { acknowledgeFindings } from "./acknowledge-findings.ts";
import { assignFindings } from "./assign-findings.ts";
import { expireSuppressions } from "./expire-suppressions.ts";
import { reopenFindings } from "./reopen-findings.ts";
import { suppressFindings } from "./suppress-findings.ts";

const now = new Date("2026-11-20T10:30:00Z");
const until = new Date("2026-12-20T00:00:00Z");
const resourceArn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";

let database: TestDatabase;
let context: ServiceContext;
let id: string;

beforeAll(async () => {
  database = await createTestDatabase();
  context = createServiceContext({
    db: database,
    actor: { kind: "cli", name: "cli" },
    logger,
    clock: { now: () => now },
  });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("TRUNCATE findings, finding_events, audit_events, users CASCADE");
  const ids = await saveFindings(database.pool, [
    {
      finding: {
        rule: "function-url-public",
        severity: "high",
        resourceArn,
        status: "open",
        evidence: [],
        firstSeen: now,
        lastSeen: now,
        assignee: null,
        suppressedUntil: null,
        unverified: null,
        resolution: null,
      },
      place: { accountId: "111122223333", region: "eu-west-1", resourceName: "orders" },
    },
  ]);
  id = [...ids.values()][0] ?? "";
});

async function as(role: Role): Promise<ServiceContext> {
  const user = await database.prisma.user.create({ data: { email: `${role}@example.com`, name: role, role } });
  const actor: Actor = { kind: "user", userId: user.id, name: role, role };
  return { ...context, actor };
}

const decisions: readonly (readonly [string, (context: ServiceContext, id: string) => Promise<unknown>])[] = [
  ["acknowledge", (by, one) => acknowledgeFindings(by, { findingIds: [one], reason: "seen" })],
  ["suppress", (by, one) => suppressFindings(by, { findingIds: [one], reason: "test system", until })],
  ["assign", (by, one) => assignFindings(by, { findingIds: [one], assigneeId: null })],
  ["reopen", (by, one) => reopenFindings(by, { findingIds: [one] })],
];
const allowed: readonly Role[] = ["security", "admin"];

describe("who may decide on findings", () => {
  const cases = roles.flatMap((role) => decisions.map(([name, decide]) => [role, name, decide] as const));
  it.each(cases.filter(([role]) => !allowed.includes(role)))(
    "not %s: %s is refused and leaves no trace",
    async (role, _name, decide) => {
      await expect(decide(await as(role), id)).rejects.toMatchObject({ code: "forbidden" });
      expect(await rows("SELECT status FROM findings")).toEqual([{ status: "open" }]);
      expect(await rows("SELECT kind FROM finding_events")).toEqual([]);
      expect(await rows("SELECT action FROM audit_events")).toEqual([]);
    },
  );

  it.each(allowed)("%s may, and it is told who did what and why", async (role) => {
    const by = await as(role);
    await acknowledgeFindings(by, { findingIds: [id], reason: "seen" });
    expect(await rows("SELECT status, decision_reason FROM findings")).toEqual([
      { status: "acknowledged", decision_reason: "seen" },
    ]);
    expect(await rows("SELECT kind, actor_name, reason FROM finding_events")).toEqual([
      { kind: "acknowledged", actor_name: role, reason: "seen" },
    ]);
    expect(await rows("SELECT action, actor_name, subject FROM audit_events")).toEqual([
      { action: "finding.acknowledge", actor_name: role, subject: id },
    ]);
  });
});

describe("what decisions do", () => {
  it("goes from open over suppressed back to open, each step an event", async () => {
    const by = await as("security");
    const [suppressed] = await suppressFindings(by, { findingIds: [id], reason: "test system", until });
    expect(suppressed).toMatchObject({ status: "suppressed", suppressedUntil: until });
    const [reopened] = await reopenFindings(by, { findingIds: [id], reason: "no, it is real" });
    expect(reopened).toMatchObject({ status: "open", suppressedUntil: null });
    expect((await rows("SELECT kind FROM finding_events")).map((row) => row.kind).sort()).toEqual([
      "reopened",
      "suppressed",
    ]);
  });

  it("opens again when the suppression has run out", async () => {
    await suppressFindings(await as("security"), { findingIds: [id], reason: "test system", until });
    await expireSuppressions(context);
    expect(await rows("SELECT status FROM findings")).toEqual([{ status: "suppressed" }]);
    await expireSuppressions({ ...context, clock: { now: () => until } });
    expect(await rows("SELECT status, suppressed_until FROM findings")).toEqual([
      { status: "open", suppressed_until: null },
    ]);
    expect(await rows("SELECT actor_name FROM finding_events WHERE kind = 'suppressionExpired'")).toEqual([
      { actor_name: "Lamplight" },
    ]);
  });

  it("assigns to people who are there", async () => {
    const by = await as("security");
    const assigneeId = by.actor.kind === "user" ? by.actor.userId : "";
    await assignFindings(by, { findingIds: [id], assigneeId });
    expect(await rows("SELECT assignee_id FROM findings")).toEqual([{ assignee_id: assigneeId }]);
    await database.prisma.user.update({ where: { id: assigneeId }, data: { disabledAt: now } });
    await expect(assignFindings(context, { findingIds: [id], assigneeId })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("decides on all of the findings that were named, or on none", async () => {
    const missing = "00000000-0000-4000-8000-000000000000";
    await expect(acknowledgeFindings(await as("admin"), { findingIds: [id, missing] })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await rows("SELECT status FROM findings")).toEqual([{ status: "open" }]);
  });

  it("refuses what makes no sense any more, and says so", async () => {
    await expect(reopenFindings(await as("admin"), { findingIds: [id] })).rejects.toMatchObject({ code: "conflict" });
    await expect(suppressFindings(context, { findingIds: [id], reason: " ", until })).rejects.toThrow();
  });
});

async function rows(text: string): Promise<Record<string, unknown>[]> {
  return (await database.pool.query(text)).rows;
}
