import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listRoleDocuments, type RoleDocumentsRow } from "#lib/db/sql/cold-starts/role-documents.ts";
import { listUncovered as readUncovered, type UncoveredRow } from "#lib/db/sql/cold-starts/uncovered.ts";
import { dayCount } from "#lib/db/sql/period/period-scope.ts";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import { coverageReasons } from "#lib/domain/starts/coverage-reasons.ts";
import { roleWritesLogs } from "#lib/domain/starts/role-writes-logs.ts";
import type { UncoveredFunction } from "#lib/domain/views/cold-starts.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

const mostShown = 100;

/** Functions that ran and whose reports are missing, wholly or in part, with every reason that is known. */
export async function listUncovered(scope: FleetScope): Promise<{ rows: UncoveredFunction[]; total: number }> {
  const { pool } = sharedDatabase();
  const rows = await readUncovered(pool, scope, mostShown);
  const roles = await listRoleDocuments(pool, [...new Set(rows.map(({ roleArn }) => roleArn))]);
  const writes = new Map(roles.map((role) => [role.roleArn, canWriteLogs(role)]));
  const windowDays = dayCount(scope);
  return {
    rows: rows.map((row) => uncoveredFunction(row, reasonsOf(row, windowDays, writes.get(row.roleArn) ?? null))),
    total: rows[0]?.total ?? 0,
  };
}

function uncoveredFunction(row: UncoveredRow, reasons: readonly string[]): UncoveredFunction {
  const { arn, name, accountId, region, invocations, reports } = row;
  return { arn, name, accountId, region, invocations, reports, reasons };
}

function canWriteLogs({ documents, hasBoundary, boundary }: RoleDocumentsRow): boolean | null {
  const policies = documents.map((document) => parsePolicyDocument(document, "identity"));
  return roleWritesLogs(policies, hasBoundary ? parsePolicyDocument(boundary, "identity") : null);
}

function reasonsOf(row: UncoveredRow, windowDays: number, roleCanWriteLogs: boolean | null): string[] {
  const found = coverageReasons({
    function: row,
    logGroup: logGroupOf(row),
    functionsInGroup: row.functionsInGroup,
    roleCanWriteLogs,
    windowDays,
  });
  const reasons = found.map(({ reason }) => reason);
  if (row.startsState === "denied" || row.startsState === "failed")
    reasons.push(row.startsReason ?? "The log queries failed.");
  if (row.startsState === null || row.startsState === "notYetRead")
    reasons.push("Its logs have not been read yet; the sync reads them after everything else.");
  return reasons.length > 0
    ? reasons
    : ["Its configuration gives no reason: reports may lag behind or were read in part."];
}

/** Undefined where log groups were not read; null where they were and this one is not among them. */
function logGroupOf(row: UncoveredRow) {
  if (row.logGroupArn === null || row.logGroupClass === null) return row.logGroupsState === "known" ? null : undefined;
  const { logGroupName: name, logGroupArn: arn, logGroupClass, retentionDays } = row;
  return { name, arn, logGroupClass, retentionDays, storedBytes: null };
}
