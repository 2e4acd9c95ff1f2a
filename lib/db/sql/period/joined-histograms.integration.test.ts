import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { joinedHistograms, splitHistograms } from "./joined-histograms.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("gives back what it joined, empty ones and long ones too, and none of none", async () => {
  const packed = [Buffer.from([1, 2, 3]), Buffer.alloc(0), Buffer.alloc(70_000, 7)];
  const join = async (values: readonly (Buffer | null)[]) => {
    const { rows } = await database.pool.query<{ joined: Buffer | null }>(
      `SELECT ${joinedHistograms("h")} AS joined FROM unnest($1::bytea[]) AS t(h)`,
      [values],
    );
    return splitHistograms(rows[0]?.joined ?? null);
  };
  expect(await join([packed[0] ?? null, null, packed[1] ?? null, packed[2] ?? null])).toEqual(packed);
  expect(await join([null])).toEqual([]);
  expect(await join([])).toEqual([]);
});
