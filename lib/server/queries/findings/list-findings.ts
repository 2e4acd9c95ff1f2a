import { sharedDatabase } from "#lib/db/shared-database.ts";
import {
  type FindingListQuery,
  type FindingListRow,
  listFindings as readFindings,
} from "#lib/db/sql/findings/list-findings.ts";
import { describeRule } from "#lib/domain/findings/rules.ts";
import type { FindingRow, FindingWindow } from "#lib/domain/views/findings.ts";

/** One window of the queue. */
export async function listFindings(query: FindingListQuery): Promise<FindingWindow> {
  const { rows, total } = await readFindings(sharedDatabase().pool, query);
  return { rows: rows.map(findingRow), total };
}

function findingRow(row: FindingListRow): FindingRow {
  const { accountName, unverifiedSince, unverifiedReason, firstSeen, lastSeen, resolvedAt, suppressedUntil } = row;
  return {
    id: row.id,
    rule: row.rule,
    title: describeRule(row.rule)?.title ?? row.rule,
    severity: row.severity,
    resourceKind: row.region === null ? "role" : "function",
    resourceArn: row.resourceArn,
    resourceName: row.resourceName,
    accountId: row.accountId,
    accountName: accountName ?? row.accountId,
    region: row.region,
    teamName: row.teamName,
    status: row.status,
    assigneeId: row.assigneeId,
    assigneeName: row.assigneeName,
    firstSeen: firstSeen.toISOString(),
    lastSeen: lastSeen.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
    suppressedUntil: suppressedUntil?.toISOString() ?? null,
    decisionReason: row.decisionReason,
    unverified: unverifiedSince
      ? { since: unverifiedSince.toISOString(), reason: unverifiedReason ?? "The reason was not recorded." }
      : null,
  };
}
