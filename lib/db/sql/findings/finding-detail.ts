import type { Sql } from "#lib/db/sql/transaction.ts";
import type { Evidence, RuleId } from "#lib/domain/findings/finding.ts";

export interface FindingDetailRow {
  readonly id: string;
  readonly rule: RuleId;
  readonly resourceArn: string;
  readonly resourceName: string;
  readonly accountId: string;
  readonly region: string | null;
  readonly evidence: readonly Evidence[];
}

/** One finding with its evidence; null when there is none of that id. */
export async function getFindingDetail(sql: Sql, id: string): Promise<FindingDetailRow | null> {
  const { rows } = await sql.query<FindingDetailRow>(
    `SELECT id, rule, resource_arn AS "resourceArn", resource_name AS "resourceName", account_id AS "accountId", region, evidence
     FROM findings WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export interface FindingEventRow {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly actorName: string;
  readonly reason: string | null;
}

/** What happened to a finding, the latest first. The reason of an assignment is the person's name. */
export async function listFindingEvents(sql: Sql, findingId: string): Promise<FindingEventRow[]> {
  const { rows } = await sql.query<FindingEventRow>(
    `SELECT e.id, e.at, e.kind, e.actor_name AS "actorName",
       CASE WHEN e.kind = 'assigned' THEN coalesce(u.name, CASE WHEN e.reason IS NULL THEN 'nobody' ELSE 'a former person' END)
         ELSE e.reason END AS reason
     FROM finding_events e LEFT JOIN users u ON e.kind = 'assigned' AND u.id::text = e.reason
     WHERE e.finding_id = $1 ORDER BY e.at DESC, e.id DESC LIMIT 200`,
    [findingId],
  );
  return rows;
}
