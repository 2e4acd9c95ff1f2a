import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { loadConfig } from "#lib/config/config.ts";
import { listUnlearned, type UnlearnedReason } from "#lib/db/sql/sync-progress.ts";
import { getSync } from "#lib/db/sql/syncs.ts";
import type { SourceName } from "#lib/domain/collection/source.ts";
import { createSyncContext } from "#lib/services/sync/create-sync-context.ts";
import { requestSync } from "#lib/services/sync/request-sync.ts";
import type { SyncContext } from "#lib/services/sync/sync-context.ts";
import { startTaskRunner } from "#lib/services/sync/task-runner.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type ForeignEndpoint, startForeignEndpoint } from "#lib/testing/foreign-endpoint.ts";
import { foreignAccount, foreignFunctions, foreignRegion } from "#lib/testing/foreign-functions.ts";
import { authorizationDetails } from "#lib/testing/foreign-identity.ts";

let database: TestDatabase;
let endpoint: ForeignEndpoint;
let context: SyncContext;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase();
  endpoint = await startForeignEndpoint();
  folder = mkdtempSync(join(tmpdir(), "lamplight-entries-"));
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

async function sync(sources: readonly SourceName[]): Promise<readonly UnlearnedReason[]> {
  const { syncId } = await requestSync(context, { sources: ["accounts", "regions", ...sources] });
  const runner = startTaskRunner(context);
  try {
    await vi.waitUntil(async () => (await getSync(database.pool, syncId))?.status !== "running", {
      timeout: 60_000,
      interval: 50,
    });
  } finally {
    await runner.stop();
  }
  expect((await getSync(database.pool, syncId))?.status).toBe("complete");
  return await listUnlearned(database.pool, syncId);
}

function answerFunctions(functions: readonly unknown[]): void {
  endpoint.override = ({ service, path }) =>
    service === "lambda" && /^\/2015-03-31\/functions\/?$/.test(path)
      ? { status: 200, type: "application/json", body: JSON.stringify({ Functions: functions }) }
      : undefined;
}

async function column<T>(query: string): Promise<T[]> {
  const { rows } = await database.pool.query<{ value: T }>(query);
  return rows.map(({ value }) => value);
}

const kept = () => column<string>("SELECT name AS value FROM functions WHERE deleted_at IS NULL ORDER BY name");

it("a function of another account or Region costs itself, and is not kept under this account's name", async () => {
  const [first] = foreignFunctions;
  const elsewhere = [
    `arn:aws:lambda:${foreignRegion}:999988887777:function:theirs`,
    `arn:aws:lambda:us-east-2:${foreignAccount}:function:there`,
  ].map((arn) => ({ ...first, FunctionArn: arn, FunctionName: arn.split(":").at(-1) }));
  answerFunctions([...foreignFunctions, ...elsewhere]);
  const unlearned = await sync(["functions"]);
  expect(unlearned).toMatchObject([{ source: "functions", status: "partial" }]);
  expect(unlearned[0]?.reason).toContain("function:theirs (it is a function of another account or Region)");
  expect(await kept()).toEqual(foreignFunctions.map(({ FunctionName }) => FunctionName).sort());
});

it("a function that is listed twice is one, and what no column holds fails its source in a sentence", async () => {
  answerFunctions([...foreignFunctions, ...foreignFunctions]);
  expect(await sync(["functions"])).toEqual([]);
  const before = await kept();
  expect(before).toHaveLength(foreignFunctions.length);
  answerFunctions(foreignFunctions.map((fn) => ({ ...fn, Timeout: 1e300, MemorySize: 2 ** 40 })));
  for (const { reason } of await sync(["functions"])) expect(reason).not.toContain("Lamplight itself failed");
  expect(await kept()).toEqual(before);
});

it("dates of IAM that nobody can read cost themselves, and a role that cannot be read costs one role", async () => {
  await sync(["roles"]);
  const roles = () => column<string>("SELECT name AS value FROM roles WHERE deleted_at IS NULL ORDER BY name");
  expect(await roles()).toEqual(["half-known", "lambda-role"]);
  const dated = authorizationDetails.body.replace("2026-01-01T00:00:00Z", "the first of January");
  const body = dated.replace(
    "<PolicyName>Gone</PolicyName><PolicyArn>arn:aws:iam::aws:policy/Gone</PolicyArn>",
    "<X/>",
  );
  expect(body).not.toBe(dated);
  endpoint.override = ({ service, operation }) =>
    service === "iam" && operation === "GetAccountAuthorizationDetails" ? { ...authorizationDetails, body } : undefined;
  const unlearned = await sync(["roles"]);
  expect(unlearned).toMatchObject([{ source: "roles", status: "partial" }]);
  expect(unlearned[0]?.reason).toContain("role/half-known (PolicyArn is not text)");
  // The one is read without its date; of the other stands what was known.
  expect(await roles()).toEqual(["half-known", "lambda-role"]);
  expect(await column("SELECT created_at AS value FROM roles WHERE name = 'lambda-role'")).toEqual([null]);
  expect(await column("SELECT attached_policy_arns AS value FROM roles WHERE name = 'half-known'")).toEqual([
    ["arn:aws:iam::aws:policy/Gone"],
  ]);
});
