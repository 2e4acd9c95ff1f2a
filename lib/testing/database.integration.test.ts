import { afterAll, beforeAll, expect, it } from "vitest";
import { sql } from "#lib/db/client.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("is a migrated database of the suite's own, for Prisma and for SQL alike", async () => {
  const [row] = await sql<{ table: string | null }>(database.pool, "SELECT to_regclass($1)::text AS table", [
    "function_hours",
  ]);
  expect(row).toEqual({ table: "function_hours" });
  await expect(database.prisma.user.count()).resolves.toBe(0);
});
