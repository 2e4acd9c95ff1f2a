import type { SourceName } from "#lib/domain/collection/source.ts";
import { isReadAccount } from "./accounts.ts";
import type { Sql } from "./transaction.ts";

/** A reading of a place that was put off the last time that it was due. */
export interface PostponedReading {
  readonly accountId: string;
  readonly region: string;
  readonly source: SourceName;
  /** Since when each try was put off. */
  readonly since: Date;
  readonly lastAt: Date;
  readonly tries: number;
  /** When the source was last read whole; null where it never was. */
  readonly observedAt: Date | null;
  readonly reason: string | null;
  readonly remedy: string | null;
}

/** What is put off at present, by place and source. Looks at the newest task of each place alone. */
export async function listPostponedReadings(sql: Sql, sources: readonly SourceName[]): Promise<PostponedReading[]> {
  const { rows } = await sql.query<PostponedReading>(
    `SELECT p.account_id AS "accountId", p.region, s.source, put_off.since, last.ended_at AS "lastAt", put_off.tries,
       st.observed_at AS "observedAt", last.reason, last.remedy
     FROM account_regions p JOIN accounts a ON a.id = p.account_id CROSS JOIN unnest($1::text[]) AS s(source)
       CROSS JOIN LATERAL (SELECT t.status, t.reason, t.remedy, t.ended_at FROM sync_tasks t
         WHERE t.account_id = p.account_id AND t.region = p.region AND t.source = s.source
           AND t.started_at IS NOT NULL AND t.ended_at IS NOT NULL AND t.status <> 'skipped'
         ORDER BY t.started_at DESC LIMIT 1) last
       CROSS JOIN LATERAL (SELECT min(t.ended_at) AS since, count(*)::int AS tries FROM sync_tasks t
         WHERE t.account_id = p.account_id AND t.region = p.region AND t.source = s.source AND t.status = 'postponed'
           AND t.started_at > coalesce((SELECT max(b.started_at) FROM sync_tasks b
             WHERE b.account_id = p.account_id AND b.region = p.region AND b.source = s.source
               AND b.ended_at IS NOT NULL AND b.status NOT IN ('postponed', 'skipped')), '-infinity')) put_off
       LEFT JOIN source_states st ON st.account_id = p.account_id AND st.region = p.region AND st.source = s.source
     -- Where no function is left, or nobody reads the account, nothing is read any more, so nothing waits to be.
     WHERE last.status = 'postponed' AND p.function_count IS DISTINCT FROM 0 AND ${isReadAccount}
     ORDER BY put_off.since, p.account_id, p.region, s.source`,
    [sources],
  );
  return rows;
}
