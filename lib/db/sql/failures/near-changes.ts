import type { Sql } from "#lib/db/sql/transaction.ts";

/** A change of a function, or of its role or a policy of that role. */
export interface NearChangeRow {
  /** Which of the spans it lies in. */
  readonly span: number;
  readonly id: string;
  /** "role" for its policies, too. */
  readonly entityKind: string;
  readonly entityId: string;
  readonly entityName: string;
  readonly summary: string;
  readonly actor: string | null;
  readonly atMs: number;
  readonly dated: boolean;
}

/** A function, what it stands on, and the span in which changes are looked for. */
export interface ChangeSpan {
  readonly accountId: string;
  readonly functionArn: string;
  readonly roleArn: string | null;
  /** What they are looked for around: the closest are told. */
  readonly at: Date;
  readonly from: Date;
  readonly to: Date;
  /** Changes that AWS dates are looked for up to here. */
  readonly datedTo: Date;
}

const isDated = "(c.occurred_at <> c.detected_at OR c.event_name IS NOT NULL)";

/** More than this in one span are not told. */
const mostPerSpan = 20;

/**
 * Changes of functions (code, configuration, layers, environment, runtime version, aliases), of their roles and of the
 * policies attached to those, each within a span of its own: one query for all spans, each by the index of things. Of a
 * thing that changes all the time, the changes closest to the span's instant: later ones never push out those before.
 */
export async function listNearChanges(sql: Sql, spans: readonly ChangeSpan[]): Promise<NearChangeRow[]> {
  if (spans.length === 0) return [];
  const { rows } = await sql.query<NearChangeRow>(
    `SELECT (w.k - 1)::int AS span, c.id::text, c.entity_kind AS "entityKind", c.entity_id AS "entityId",
       c.entity_name AS "entityName", c.summary, c.actor, (extract(epoch FROM c.occurred_at) * 1000)::float8 AS "atMs",
       ${isDated} AS dated
     FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[])
       WITH ORDINALITY AS w(account_id, arn, role_arn, at, starts, ends, dated_ends, k)
     LEFT JOIN roles r ON r.role_arn = w.role_arn AND r.account_id = w.account_id
     CROSS JOIN LATERAL (
       SELECT * FROM changes c
       WHERE c.account_id = w.account_id AND c.occurred_at BETWEEN w.starts AND w.ends
         AND (c.occurred_at <= w.dated_ends OR NOT ${isDated})
         AND c.entity_id = ANY(array_remove(ARRAY[w.arn, w.role_arn], NULL) || coalesce(r.attached_policy_arns, '{}'))
       ORDER BY abs(extract(epoch FROM c.occurred_at - w.at)), c.id LIMIT ${mostPerSpan}) c
     ORDER BY w.k, c.occurred_at DESC, c.id`,
    [
      spans.map(({ accountId }) => accountId),
      spans.map(({ functionArn }) => functionArn),
      spans.map(({ roleArn }) => roleArn),
      spans.map(({ at }) => at),
      spans.map(({ from }) => from),
      spans.map(({ to }) => to),
      spans.map(({ datedTo }) => datedTo),
    ],
  );
  return rows;
}
