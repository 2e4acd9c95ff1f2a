import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { functionExportStatement } from "#lib/db/sql/functions/list-functions.ts";
import { arrangeFields } from "#lib/domain/fleet/arrange-fields.ts";
import { mergeAnswers } from "#lib/domain/fleet/merge-answers.ts";
import type { JsonObject } from "#lib/domain/fleet/observed.ts";
import { type DetailLists, otherDetailFields } from "#lib/domain/fleet/other-fields.ts";
import { type FunctionExportRow, toExportedFunction } from "#lib/services/export/export-shapes.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { drawnSeed } from "#lib/testing/drawn-seed.ts";
import { openSyncedFleet, type SyncedFleet } from "#lib/testing/synced-fleet.ts";
import { startUnforeseenProxy, type UnforeseenProxy } from "./unforeseen-proxy.fixture.ts";

const losable = ["MemorySize", "Timeout", "CodeSize", "Role", "LastModified", "PackageType", "VpcConfig"];

let database: TestDatabase;
let fleet: SyncedFleet;
let proxy: UnforeseenProxy;

beforeAll(async () => {
  database = await createTestDatabase();
  fleet = await openSyncedFleet(database, { accounts: 1, regions: ["eu-west-1"], functions: 40, seed: 5 });
  proxy = await startUnforeseenProxy({ target: fleet.simulator.url, random: randomFrom(drawnSeed), lost: lostOf });
  process.env.AWS_ENDPOINT_URL = proxy.url;
  const sources = [
    "accounts",
    "regions",
    "limits",
    "functions",
    "tags",
    "triggers",
    "detail",
    "region-resources",
  ] as const;
  const { sync } = await fleet.sync({ sources: [...sources] });
  expect(sync.status, `seed ${drawnSeed}`).toBe("complete");
});

afterAll(async () => {
  await proxy?.close();
  await fleet?.close();
  await database?.drop();
});

/** One function in three loses one of the fields, the first all of them. */
function lostOf(name: string): readonly string[] {
  const place = [...name].reduce((sum, character) => sum + character.charCodeAt(0), 0);
  if (place % 9 === 0) return losable;
  return place % 3 === 0 ? losable.filter((_, index) => index === place % losable.length) : [];
}

interface StoredDocuments extends DetailLists {
  readonly name: string;
  readonly listed: JsonObject;
  readonly answer: JsonObject;
}

async function stored(): Promise<readonly StoredDocuments[]> {
  const { rows } = await database.pool.query<StoredDocuments>(
    `SELECT f.name, d.body AS listed, f.answer, f.aliases, f.versions, f.urls, f.async_configs AS "asyncConfigs",
       f.provisioned_concurrency AS "provisionedConcurrency", f.scaling, f.runtime_management AS "runtimeManagement"
     FROM functions f JOIN documents d ON d.account_id = f.account_id AND d.sha256 = f.document_sha256`,
  );
  return rows;
}

describe("answers with fields that nobody foresaw", () => {
  it("are kept whole: each new field stands in the store, and among what the page shows as other fields", async () => {
    const functions = await stored();
    expect(functions.length).toBe(40);
    const shown = functions.flatMap((one) => [
      ...arrangeFields(mergeAnswers(one.listed, one.answer)).other,
      ...otherDetailFields(one),
    ]);
    const text = shown.map(({ path }) => path).join("\n");
    const perFunction = [...proxy.added].filter(([path]) => path.includes("/functions"));
    expect(perFunction.length, `seed ${drawnSeed}`).toBeGreaterThan(4);
    const missing = perFunction.flatMap(([, names]) => names.filter((name) => !text.includes(name)));
    expect(missing, `seed ${drawnSeed}`).toEqual([]);
  });

  it("leave what is missing unknown, in the store and in the export, and never 0", async () => {
    const query = { filter: { accountIds: [], regions: [], teamId: null, search: "", conditions: [] } };
    const period = { preset: "24h" as const, from: new Date(0), to: new Date(0) };
    const { text, values } = functionExportStatement({ ...query, period, now: new Date(0) });
    const { rows } = await database.pool.query<FunctionExportRow>(text, values);
    const exported = rows.map(toExportedFunction);
    expect(exported).toHaveLength(40);
    for (const one of exported) {
      const lost = lostOf(one.name);
      for (const [field, name] of [
        ["memoryMb", "MemorySize"],
        ["timeoutSeconds", "Timeout"],
        ["codeBytes", "CodeSize"],
        ["roleArn", "Role"],
      ] as const) {
        expect(one[field] === null, `${one.name} ${field}`).toBe(lost.includes(name));
        expect(Object.hasOwn(one.unknown, field)).toBe(lost.includes(name));
      }
    }
    expect(exported.filter(({ memoryMb }) => memoryMb === null).length).toBeGreaterThan(0);
  });

  it("keep members of enumerations that nobody knew", async () => {
    const { rows } = await database.pool.query("SELECT DISTINCT snap_start, tenancy FROM functions");
    const values = rows.flatMap((row) => [row.snap_start, row.tenancy]);
    expect(values).toEqual(expect.arrayContaining(["NewNone", "NewPER_TENANT"]));
  });

  it.each([
    ["limits", "/2016-08-19/account-settings", "SELECT limits_answer FROM account_regions"],
    ["web functions", "/2025-03-07/web-functions", "SELECT document FROM region_resources"],
    ["capacity providers", "/2025-11-30/capacity-providers", "SELECT document FROM region_resources"],
    ["mappings", "/2015-03-31/event-source-mappings", "SELECT body FROM documents WHERE kind = 'mapping'"],
  ])("are kept whole of %s", async (_title, path, query) => {
    const text = JSON.stringify((await database.pool.query(query)).rows);
    for (const name of proxy.added.get(path) ?? []) expect(text).toContain(name);
  });
});

function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state / 0x8000_0000;
  };
}
