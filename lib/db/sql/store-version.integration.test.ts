import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { readStoreVersion } from "./store-version.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("tells of every sync that begins, becomes usable or ends, and of everything in the audit log", async () => {
  const change = (text: string, values: readonly unknown[] = []) => database.pool.query(text, [...values]);
  const id = "018f0000-0000-7000-8000-000000000001";
  const steps = [
    () => change("INSERT INTO syncs (id, trigger, started_at) VALUES ($1, 'schedule', '2026-11-20T10:00Z')", [id]),
    () => change("UPDATE syncs SET usable_at = '2026-11-20T10:01Z' WHERE id = $1", [id]),
    () => change("UPDATE syncs SET ended_at = '2026-11-20T10:02Z', status = 'succeeded' WHERE id = $1", [id]),
    () =>
      change(
        "INSERT INTO audit_events (id, at, actor_kind, actor_name, action, subject) VALUES (gen_random_uuid(), '2026-11-20T11:00Z', 'system', 'Lamplight', 'team.save', 'x')",
      ),
  ];
  const seen = [await readStoreVersion(database.pool)];
  for (const step of steps) {
    await step();
    seen.push(await readStoreVersion(database.pool));
  }
  expect(new Set(seen.map(({ version }) => version)).size).toBe(5);
  expect(seen.map(({ isSyncing }) => isSyncing)).toEqual([false, true, true, false, false]);
  expect(await readStoreVersion(database.pool)).toEqual(seen.at(-1));
});
