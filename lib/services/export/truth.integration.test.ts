import { expect, it } from "vitest";
import { type ExportSubject, exportedRows } from "#lib/services/export/exported-rows.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { drawnSeed } from "#lib/testing/drawn-seed.ts";
import { openSyncedFleet } from "#lib/testing/synced-fleet.ts";
import { fleetTruth } from "#simulator/fleet/truth.ts";

it.each([5, 11, drawnSeed])(
  "what is exported is what is planted, no more and no less, seed %i",
  async (seed) => {
    const database = await createTestDatabase();
    const fleet = await openSyncedFleet(database, { accounts: 2, functions: 60, seed });
    try {
      const progress = await fleet.sync();
      expect(progress.sync).toMatchObject({ status: "complete", reason: null });
      const truth = fleetTruth(fleet.simulator.fleet);
      const read = (subject: ExportSubject) => rowsOf(exportedRows(database.pool, subject, {}));
      const findings = (await read("findings")).map((row) => ({ ...row, firstSeen: null, lastSeen: null }));
      // As text: the order of rows and keys is part of the format.
      expect(textOf(await read("functions"))).toEqual(textOf(truth.functions));
      expect(textOf(await read("roles"))).toEqual(textOf(truth.roles));
      expect(textOf(findings)).toEqual(textOf(truth.findings));
    } finally {
      await fleet.close();
      await database.drop();
    }
  },
  240_000,
);

async function rowsOf(rows: AsyncIterable<object>): Promise<object[]> {
  const all: object[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

function textOf(rows: readonly object[]): string[] {
  return rows.map((row) => JSON.stringify(row));
}
