import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { ensurePartitions } from "#lib/db/partitions.ts";
import type { Json, ObservedFunction } from "#lib/domain/fleet/observed.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { saveFailures } from "./failures.ts";
import { markUnknown, saveFunctionTags } from "./function-detail.ts";
import { saveTriggers } from "./function-facts.ts";
import { saveFunctionMetrics } from "./function-metrics.ts";
import { saveFunctions } from "./functions.ts";
import { saveLogGroups, saveMappings } from "./place-facts.ts";
import { savePolicies, saveRoles } from "./roles.ts";
import { recordSnapshots } from "./snapshots.ts";
import { saveSourceState } from "./source-states.ts";
import { inSqlTransaction } from "./transaction.ts";

const place = { accountId: "111122223333", region: "eu-west-1" };
const now = new Date("2026-11-20T10:00:00Z");
const runs = { numRuns: 25 };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await ensurePartitions(database.pool, "function_hours", [now]);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("TRUNCATE functions, roles, managed_policies, log_groups, snapshots, documents CASCADE");
});

/** What breaks statements, arrays, JSON and encodings. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "\0",
        "\ud800",
        "\udfff",
        "\\",
        '"',
        "'",
        "{",
        "}",
        ",",
        "NULL",
        "\\u0000",
        "\\x00",
        "$1",
        "\n",
        "\uFEFF",
        "👩‍💻",
      ),
      fc.string({ unit: "binary", maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));
const insane = fc.oneof(fc.double(), fc.constantFrom(1e30, -1e30, 2 ** 31, 2 ** 63, 1.5, Number.NaN, 5e-324));

/** Text as the store keeps it. */
const kept = (text: string) => text.toWellFormed().replaceAll("\0", "\uFFFD");

function functionOf(name: string, text: string, number: number): ObservedFunction {
  return {
    name,
    arn: `arn:aws:lambda:eu-west-1:111122223333:function:${name}`,
    runtime: text,
    architecture: text,
    memoryMb: number,
    timeoutSeconds: number,
    packageType: text,
    codeBytes: number,
    codeSha256: text,
    description: text,
    roleArn: text,
    lastModified: now,
    vpc: { vpcId: text, subnetIds: [text], securityGroupIds: [text, text] },
    environment: [{ name: text, kind: "plain", credentialKind: null, hmac: text }],
    environmentError: null,
    deadLetterTargetArn: text,
    layerArns: [text],
    ephemeralStorageMb: 512,
    snapStart: text,
    tracingMode: text,
    logFormat: text,
    systemLogLevel: text,
    logGroupName: text,
    managedInstances: false,
    functionType: "event",
    tenancy: text,
    capacityProviderArn: text,
    document: { Description: text, [text]: [text, number], Environment: { [text]: text } },
  };
}

const noMetrics = {
  durationSumMs: null,
  durationMaxMs: null,
  durationP50Ms: null,
  durationP95Ms: null,
  durationP99Ms: null,
  asyncEventsDropped: null,
  asyncEventAgeMaxMs: null,
  iteratorAgeMaxMs: null,
  recursiveInvocationsDropped: null,
  provisionedInvocations: null,
  provisionedSpillover: null,
};

it("keeps a page of functions whatever one of them is called and says, and finds it again", async () => {
  await fc.assert(
    fc.asyncProperty(hostile, insane, async (text, number) => {
      const name = `odd ${text}`;
      await inSqlTransaction(database.pool, async (sql) => {
        await saveFunctions(sql, place, [functionOf(name, text, number), functionOf("plain", "", 1)], {}, now);
        await recordSnapshots(sql, place.accountId, "function", [{ entityId: name, document: { [text]: text } }], now);
        await saveFunctionTags(sql, place, [{ arn: functionOf(name, "", 0).arn, tags: { [text]: text } }]);
        await markUnknown(sql, place, ["policies"], { state: "failed", reason: text, since: null });
        await saveSourceState(sql, { ...place, source: "functions", state: "failed", reason: text, remedy: text }, now);
        const point = { functionName: name, at: now, invocations: 1, errors: number, throttles: number };
        await saveFunctionMetrics(sql, place, "hour", [
          { ...noMetrics, ...point, concurrencyMax: number, durationMaxMs: number },
        ]);
        const seen = { count: Math.abs(number), firstSeen: now, lastSeen: now };
        const failure = {
          functionName: name,
          version: text,
          at: now,
          kind: "error",
          errorType: text.repeat(99),
        } as const;
        await saveFailures(sql, place, "hour", [{ ...failure, ...seen, count: Number.isNaN(number) ? 1 : seen.count }]);
      });
      const { rows } = await database.pool.query<{
        id: number;
        description: string;
        tags: Json;
        hours: number;
        failures: number;
      }>(
        `SELECT id, description, tags, (SELECT count(*)::int FROM function_hours WHERE function_id = f.id) AS hours,
           (SELECT count(*)::int FROM failure_hours WHERE function_id = f.id) AS failures
         FROM functions f WHERE name = $1`,
        [name],
      );
      const [{ id = 0, ...row } = {}] = rows;
      expect(row).toMatchObject({ description: kept(text), tags: { [kept(text)]: kept(text) }, hours: 1 });
      expect("failures" in row && row.failures).toBeGreaterThan(0);
      const trigger = { service: text, principal: text } as never;
      await saveTriggers(database.pool, [{ id, triggers: [trigger], unknown: { reason: text } }]);
    }),
    runs,
  );
});

it("keeps roles, policies, log groups and mappings whatever they are called and say", async () => {
  await fc.assert(
    fc.asyncProperty(hostile, insane, async (text, number) => {
      const role = {
        roleArn: `role ${text}`,
        roleId: text,
        name: text,
        path: text,
        trustsLambda: true,
        trustPolicy: text,
        inlinePolicies: [{ name: text, document: { Statement: [{ Sid: text, [text]: number }] } }],
        attachedPolicyArns: [text],
        boundaryArn: text,
        createdAt: now,
        lastUsedAt: null,
        lastUsedRegion: text,
        tags: { [text]: text },
      };
      const policy = { policyArn: `policy ${text}`, name: text, defaultVersionId: text, document: { Statement: text } };
      const group = { name: text, arn: text, logGroupClass: text, retentionDays: number, storedBytes: number };
      const mapping = {
        uuid: text,
        functionArn: text,
        functionName: text,
        qualifier: text,
        eventSourceArn: text,
        service: text,
      };
      const settings = { state: text, enabled: true, batchSize: number, maximumRetryAttempts: number, document: {} };
      const rest = { maximumRecordAgeSeconds: number, onFailureDestinationArn: text };
      await inSqlTransaction(database.pool, async (sql) => {
        await savePolicies(sql, place.accountId, [policy, policy], now);
        await saveRoles(sql, place.accountId, [role, { ...role, roleArn: "plain" }], now);
        await saveLogGroups(sql, place, [group, { ...group, name: "plain" }], now);
        await saveMappings(sql, place, [{ ...mapping, ...settings, ...rest }], now);
      });
      const { rows } = await database.pool.query("SELECT name FROM roles WHERE role_arn = $1", [role.roleArn]);
      expect(rows).toEqual([{ name: kept(text) }]);
    }),
    runs,
  );
});

it("keeps a document of several megabytes", async () => {
  const document = { Statement: Array.from({ length: 40_000 }, (_, k) => ({ Sid: `s${k}`, Action: "lambda:*" })) };
  const save = () => recordSnapshots(database.pool, place.accountId, "policy", [{ entityId: "large", document }], now);
  expect(await save()).toHaveLength(1);
  expect(await save()).toEqual([]);
});
