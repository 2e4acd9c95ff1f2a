import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedDatabase } from "#lib/db/shared-database.ts";
import { inSqlTransaction } from "#lib/db/sql/transaction.ts";
import { saveVersions } from "#lib/db/sql/version-days.ts";
import type { VersionPoint } from "#lib/domain/fleet/observed.ts";
import { histogramOf } from "#lib/domain/statistics/histogram.ts";
import { packHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { getVersionComparison } from "./get-version-comparison.ts";

const place = { accountId: "111122223333", region: "eu-west-1" };
const days = [new Date("2026-11-19T00:00:00Z"), new Date("2026-11-20T00:00:00Z")];
const [from, to] = [new Date("2026-11-19T08:00:00Z"), new Date("2026-11-21T00:00:00Z")];
let database: TestDatabase;
let id = 0;

function point(version: string, at: Date, reports: number, errors: number, durationMs: number): VersionPoint {
  const durations = packHistogram(histogramOf(Array.from({ length: reports }, () => durationMs)));
  return {
    ...{ functionName: "checkout", version, at, reports, errors, coldStarts: 2, restores: 1 },
    ...{ timeouts: 0, outOfMemory: 0, durationSumMs: reports * durationMs, billedSumMs: 0, initSumMs: 0 },
    ...{ durationHistogram: durations, initHistogram: new Uint8Array() },
  };
}

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  const { rows } = await database.pool.query<{ id: number }>(
    `INSERT INTO functions (account_id, region, name, arn, architecture, package_type, description, last_modified,
       ephemeral_storage_mb, snap_start, tracing_mode, log_format, log_group_name, document_sha256, first_seen_at, last_seen_at)
     VALUES ($1, $2, 'checkout', 'checkout', 'arm64', 'Zip', '', now(), 512, 'None', 'PassThrough', 'Text', '', '\\x00', now(), now())
     RETURNING id`,
    [place.accountId, place.region],
  );
  id = rows[0]?.id ?? 0;
  await inSqlTransaction(database.pool, async (sql) => {
    await saveVersions(
      sql,
      place,
      "day",
      days.flatMap((at) => [point("7", at, 450, 0, 100), point("8", at, 50, 30, 250), point("3", at, 10, 0, 9)]),
    );
  });
});

afterAll(async () => {
  await sharedDatabase().close();
  await database.drop();
});

describe("the versions behind an alias", () => {
  it("are read over the days of the period, each version's counts and durations merged", async () => {
    const aliases = [{ name: "live", version: "7", weights: { "8": 0.1 }, description: "" }];
    const [live] = await getVersionComparison({ aliases, accountId: place.accountId, id }, from, to);
    expect(live?.sides.map(({ version, weight }) => [version, weight])).toEqual([
      ["7", 0.9],
      ["8", 0.1],
    ]);
    const [own, other] = live?.sides.map(({ seen }) => seen) ?? [];
    expect(own).toMatchObject({ reports: 900, seenShare: 0.9, failures: { hits: 0, n: 900 } });
    expect(other).toMatchObject({ reports: 100, failures: { hits: 60, n: 100 }, coldStarts: { hits: 6 }, p99: null });
    expect(own?.p50?.valueMs ?? 0).toBeGreaterThan(98);
    expect(own?.p50?.valueMs ?? 0).toBeLessThan(102);
    expect(other?.p95?.valueMs ?? 0).toBeGreaterThan(245);
  });

  it("are none where aliases were not read, and say nothing of what was not seen", async () => {
    expect(await getVersionComparison({ aliases: null, accountId: place.accountId, id }, from, to)).toEqual([]);
    const aliases = [{ name: "next", version: "9", weights: {}, description: "" }];
    const [next] = await getVersionComparison({ aliases, accountId: place.accountId, id }, from, to);
    expect(next?.sides[0]?.seen).toMatchObject({ reports: 0, p50: null, failures: { value: null } });
    const before = new Date("2026-10-01T00:00:00Z");
    const [unread] = await getVersionComparison({ aliases, accountId: place.accountId, id }, before, before);
    expect(unread?.sides).toEqual([{ version: "9", weight: 1, seen: null }]);
  });
});
