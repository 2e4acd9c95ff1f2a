import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { loadConfig } from "#lib/config/config.ts";
import { listUnlearned } from "#lib/db/sql/sync-progress.ts";
import { getSync } from "#lib/db/sql/syncs.ts";
import type { ExportedFinding, ExportedFunction, ExportedRole } from "#lib/services/export/export-shapes.ts";
import { type ExportSubject, exportedRows } from "#lib/services/export/exported-rows.ts";
import { createSyncContext } from "#lib/services/sync/create-sync-context.ts";
import { type RequestSyncInput, requestSync } from "#lib/services/sync/request-sync.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { startTaskRunner } from "#lib/services/sync/task-runner.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type ForeignEndpoint, startForeignEndpoint } from "#lib/testing/foreign-endpoint.ts";
import { foreignAccount, foreignFunctions, foreignRegion } from "#lib/testing/foreign-functions.ts";

let database: TestDatabase;
let endpoint: ForeignEndpoint;
let context: SyncContext;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase();
  endpoint = await startForeignEndpoint();
  folder = mkdtempSync(join(tmpdir(), "lamplight-foreign-"));
  vi.stubEnv("AWS_ENDPOINT_URL", endpoint.url);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "foreign");
  context = createSyncContext({
    db: database,
    actor: { kind: "system", name: "test" },
    logger: pino({ level: "silent" }),
    config: loadConfig({ LAMPLIGHT_DATA_DIR: folder }),
    homeRegion: foreignRegion,
    quotaScale: 50,
  });
});

afterEach(async () => {
  context.aws.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
  await endpoint.close();
  await database.drop();
});

async function sync(input: RequestSyncInput = {}) {
  const { syncId } = await requestSync(context, input);
  const runner = startTaskRunner(context);
  try {
    await vi.waitUntil(async () => (await getSync(database.pool, syncId))?.status !== "running", {
      timeout: 100_000,
      interval: 100,
    });
  } finally {
    await runner.stop();
  }
  return { sync: await getSync(database.pool, syncId), unlearned: await listUnlearned(database.pool, syncId) };
}

async function rows<T extends object>(subject: ExportSubject, all = false): Promise<T[]> {
  const found: T[] = [];
  for await (const row of exportedRows(database.pool, subject, { all })) found.push(row as T);
  return found;
}

it("learns what an endpoint that is not AWS tells, and says of the rest why it is not known", async () => {
  const { sync: ended, unlearned } = await sync();
  expect(ended).toMatchObject({ status: "complete", reason: null });
  expect([...new Set(unlearned.map(({ source }) => source))].sort()).toEqual([
    "detail",
    "limits",
    "log-groups",
    "metric-history",
    "metrics",
    "region-resources",
    "role-usage",
    "starts",
    "tags",
    "triggers",
  ]);
  const functions = await rows<ExportedFunction>("functions");
  expect(functions.map(({ name }) => name)).toEqual(foreignFunctions.map(({ FunctionName }) => FunctionName).sort());
  for (const fn of functions) {
    expect(fn).toMatchObject({ accountId: foreignAccount, region: foreignRegion, memoryMb: 128, triggers: null });
    expect(fn.unknown.triggers).toContain("ListEventSourceMappings of Lambda is not supported here");
    expect(fn.lastModified).toBe(fn.name === "undated" ? null : "2026-03-01T10:00:00.000Z");
    expect("lastModified" in fn.unknown).toBe(fn.name === "undated");
  }
  const roles = await rows<ExportedRole>("roles");
  expect(roles).toMatchObject([
    { name: "half-known", admin: null, unknown: { admin: expect.stringContaining("not among those") } },
    { name: "lambda-role", admin: true, unknown: {} },
  ]);
});

it("proves by what was read though the aliases, and so their policies, are not known", async () => {
  await sync();
  const findings = await rows<ExportedFinding>("findings");
  expect(findings.map(({ rule, resourceArn }) => [rule, resourceArn.split(":").at(-1)])).toEqual([
    ["function-policy-public", "plain"],
    ["role-admin", "role/lambda-role"],
  ]);
});

it("keeps findings open and functions listed when a later sync sees nothing any more", async () => {
  await sync();
  const seen = await rows<ExportedFinding>("findings");
  endpoint.override = ({ service }) =>
    service === "sts"
      ? undefined
      : { status: 403, type: "application/json", body: JSON.stringify({ __type: "AccessDeniedException" }) };
  const { sync: ended } = await sync();
  expect(ended?.status).toBe("complete");
  const stated = (findings: ExportedFinding[]) =>
    findings.map(({ rule, resourceArn, status }) => [rule, resourceArn, status]);
  expect(stated(await rows<ExportedFinding>("findings", true))).toEqual(stated(seen));
  expect(await rows("functions")).toHaveLength(foreignFunctions.length);
});

it("ends a task that Lamplight itself cannot finish, rather than taking it over for ever", async () => {
  await database.pool.query(
    `CREATE FUNCTION break_it() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'planted'; END $$`,
  );
  await database.pool.query("CREATE TRIGGER broken BEFORE INSERT ON rule_outcomes EXECUTE FUNCTION break_it()");
  const { sync: ended, unlearned } = await sync();
  expect(ended?.status).toBe("complete");
  expect(unlearned.find(({ source }) => source === "functions")?.reason).toContain("Lamplight itself failed");
});

it("ends a sync that has nothing to read at once, and says why", async () => {
  const { syncId } = await requestSync(context, { sources: ["limits"] });
  expect(await getSync(database.pool, syncId)).toMatchObject({
    status: "failed",
    reason: expect.stringContaining("No account is known yet"),
  });
});

it("says which account or Region is not there, and reads the others", async () => {
  const run = async (input: RequestSyncInput) => (await sync(input)).sync;
  const elsewhere = "123456789012";
  expect(await run({ accounts: [elsewhere] })).toMatchObject({
    status: "failed",
    reason: expect.stringContaining(elsewhere),
  });
  expect(await run({ accounts: [elsewhere, foreignAccount], sources: ["accounts", "regions"] })).toMatchObject({
    status: "complete",
    reason: expect.stringContaining(elsewhere),
  });
  expect(await run({ regions: ["eu-central-1"], sources: ["limits"] })).toMatchObject({
    status: "failed",
    reason: expect.stringContaining("eu-central-1"),
  });
});
