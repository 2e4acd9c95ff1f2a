import type { SourceName, TimeWindow } from "#lib/domain/collection/source.ts";
import type { Place } from "./place.ts";
import type { Sql } from "./transaction.ts";

/** How far one tier of a source was read in one place: all of it from `from` until `to`, as AWS told it at `to`. */
export interface SourceWatermark extends TimeWindow {
  readonly source: SourceName;
  /** "" for a source without tiers. */
  readonly tier: string;
}

/** The watermarks of one source in one place, by tier. Empty where it was never read. */
export async function listWatermarks(sql: Sql, place: Place, source: SourceName): Promise<Map<string, TimeWindow>> {
  const { rows } = await sql.query<TimeWindow & { tier: string }>(
    `SELECT tier, covers_from AS "from", covers_until AS "to" FROM source_watermarks
     WHERE account_id = $1 AND region = $2 AND source = $3`,
    [place.accountId, place.region, source],
  );
  return new Map(rows.map(({ tier, from, to }) => [tier, { from, to }]));
}

/**
 * Keeps how far tiers were read. A reading that goes on where the last one ended widens it; one that begins later
 * leaves a hole behind, so only what it read itself counts from then on. A watermark never goes back, whichever of two
 * tasks ends last, unless it lies ahead of `now`: a clock that was wrong made it.
 */
export async function saveWatermarks(
  sql: Sql,
  place: Place,
  watermarks: readonly SourceWatermark[],
  now: Date,
): Promise<void> {
  if (watermarks.length === 0) return;
  await sql.query(
    `INSERT INTO source_watermarks AS w (account_id, region, source, tier, covers_from, covers_until)
     SELECT $1, $2, n.source, n.tier, n.covers_from, n.covers_until
     FROM unnest($3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[]) AS n(source, tier, covers_from, covers_until)
     ON CONFLICT (account_id, region, source, tier) DO UPDATE SET
       covers_from = CASE WHEN w.covers_until > $7 OR EXCLUDED.covers_from > w.covers_until THEN EXCLUDED.covers_from
         ELSE least(w.covers_from, EXCLUDED.covers_from) END,
       covers_until = CASE WHEN w.covers_until > $7 THEN EXCLUDED.covers_until
         ELSE greatest(w.covers_until, EXCLUDED.covers_until) END`,
    [
      place.accountId,
      place.region,
      watermarks.map(({ source }) => source),
      watermarks.map(({ tier }) => tier),
      watermarks.map(({ from }) => from),
      watermarks.map(({ to }) => to),
      now,
    ],
  );
}
