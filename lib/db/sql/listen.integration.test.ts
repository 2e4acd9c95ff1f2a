import { expect, it, onTestFinished, vi } from "vitest";
import { notifyWorkers } from "#lib/db/sql/syncs.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { listenForSyncs } from "./listen.ts";

it("listens again after its connection broke, calls once for what it may have missed, and says both in the log", async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const said: string[] = [];
  const logger = {
    warn: (...words: unknown[]) => void said.push(String(words.at(-1))),
    info: (...words: unknown[]) => void said.push(String(words.at(-1))),
  };
  let calls = 0;
  const listening = listenForSyncs(database.pool, () => (calls += 1), logger);
  onTestFinished(() => listening.stop());
  await vi.waitUntil(() => calls === 1, { timeout: 10_000 });
  await notifyWorkers(database.pool);
  await vi.waitUntil(() => calls === 2, { timeout: 10_000 });
  expect(said).toEqual([]);
  await database.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()",
  );
  await vi.waitUntil(() => calls === 3, { timeout: 20_000 });
  expect(said).toEqual([
    "the worker does not hear of new syncs; it looks for them meanwhile",
    "the worker hears of new syncs again",
  ]);
  await listening.stop();
});
