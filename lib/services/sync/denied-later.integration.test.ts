import { afterAll, beforeAll, expect, it } from "vitest";
import type { ExportedFinding, ExportedFunction } from "#lib/services/export/export-shapes.ts";
import { type ExportSubject, exportedRows } from "#lib/services/export/exported-rows.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openSyncedFleet } from "#lib/testing/synced-fleet.ts";

const options = {
  accounts: 2,
  regions: ["eu-west-1", "us-east-1"],
  functions: 40,
  seed: 29,
  now: new Date("2026-11-20T10:30:00Z"),
};

let database: TestDatabase;
let seen: ExportedFinding[];
let listed: ExportedFunction[];

beforeAll(async () => {
  database = await createTestDatabase();
  expect(await syncWith("")).toBe("complete");
  seen = await rows<ExportedFinding>("findings");
  listed = await rows<ExportedFunction>("functions");
});

afterAll(() => database.drop());

/** Syncs the same fleet once more with something in the way. */
async function syncWith(faults: string): Promise<string> {
  const fleet = await openSyncedFleet(database, { ...options, faults });
  try {
    return (await fleet.sync()).sync.status;
  } finally {
    await fleet.close();
  }
}

async function rows<T extends object>(subject: ExportSubject): Promise<T[]> {
  const found: T[] = [];
  for await (const row of exportedRows(database.pool, subject, { all: true })) found.push(row as T);
  return found;
}

it.each([
  "deny=lambda:GetPolicy",
  "deny=lambda:ListAliases",
  "html=lambda:ListFunctionUrlConfigs,missing=lambda:ListFunctionEventInvokeConfigs",
  "deny=iam,deny=ec2,deny=tagging",
  "down=eu-west-1",
  "deny=lambda",
])("nothing that was found vanishes or resolves when a later sync meets %s", async (faults) => {
  expect(await syncWith(faults)).toBe("complete");
  const stated = (findings: readonly ExportedFinding[]) =>
    findings.map(({ rule, resourceArn, status, firstSeen }) => [rule, resourceArn, status, firstSeen]);
  expect(stated(await rows<ExportedFinding>("findings"))).toEqual(stated(seen));
  const functions = await rows<ExportedFunction>("functions");
  expect(functions.map(({ arn }) => arn)).toEqual(listed.map(({ arn }) => arn));
});

it("knows everything again once nothing is in the way", async () => {
  expect(await syncWith("")).toBe("complete");
  expect(await rows("functions")).toEqual(listed);
  const facts = (findings: readonly ExportedFinding[]) => findings.map(({ lastSeen: _moves, ...rest }) => rest);
  expect(facts(await rows<ExportedFinding>("findings"))).toEqual(facts(seen));
});
