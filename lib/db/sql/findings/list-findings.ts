import { Parameters } from "#lib/db/sql/functions/parameters.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import type { RuleId, Severity } from "#lib/domain/findings/finding.ts";
import type { FindingStatus } from "#lib/domain/findings/finding-state.ts";
import type { FindingSort } from "#lib/domain/views/findings.ts";
import type { FleetFilter } from "#lib/domain/views/fleet-filter.ts";
import { findingOrder, findingSource, findingWhere } from "./finding-source.ts";

export interface FindingListRow {
  readonly id: string;
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly resourceArn: string;
  readonly resourceName: string;
  readonly accountId: string;
  readonly accountName: string | null;
  readonly region: string | null;
  readonly teamName: string | null;
  readonly status: FindingStatus;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly resolvedAt: Date | null;
  readonly suppressedUntil: Date | null;
  readonly decisionReason: string | null;
  readonly unverifiedSince: Date | null;
  readonly unverifiedReason: string | null;
}

const selected = `i.id, i.rule, i.severity, i.resource_arn AS "resourceArn", i.resource_name AS "resourceName",
  i.account_id AS "accountId", a.name AS "accountName", i.region, t.name AS "teamName", i.status,
  i.assignee_id AS "assigneeId", u.name AS "assigneeName", i.first_seen AS "firstSeen", i.last_seen AS "lastSeen",
  i.resolved_at AS "resolvedAt", i.suppressed_until AS "suppressedUntil", i.decision_reason AS "decisionReason",
  i.unverified_since AS "unverifiedSince", i.unverified_reason AS "unverifiedReason"`;

export interface FindingListQuery {
  readonly filter: FleetFilter;
  readonly sort: FindingSort;
  readonly offset: number;
  readonly limit: number;
}

/** One window of the findings that a filter leaves, in order, and how many there are in all. */
export async function listFindings(
  sql: Sql,
  { filter, sort, offset, limit }: FindingListQuery,
): Promise<{ readonly rows: readonly FindingListRow[]; readonly total: number }> {
  const parameters = new Parameters();
  const where = findingWhere(filter, parameters);
  const direction = sort.direction === "desc" ? "DESC" : "ASC";
  const { rows } = await sql.query<FindingListRow & { readonly total: number }>(
    `SELECT count(*) OVER ()::int AS total, ${selected} FROM ${findingSource} WHERE ${where}
     ORDER BY ${findingOrder[sort.column] ?? "i.first_seen"} ${direction} NULLS LAST,
       ${findingOrder.severity} DESC, i.first_seen DESC, i.id
     LIMIT ${parameters.add(limit)} OFFSET ${parameters.add(offset)}`,
    parameters.values,
  );
  return { rows, total: rows[0]?.total ?? (offset > 0 ? await countFindings(sql, filter) : 0) };
}

async function countFindings(sql: Sql, filter: FleetFilter): Promise<number> {
  const parameters = new Parameters();
  const where = findingWhere(filter, parameters);
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${findingSource} WHERE ${where}`,
    parameters.values,
  );
  return rows[0]?.count ?? 0;
}
