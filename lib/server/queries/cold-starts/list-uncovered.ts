import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listUncovered as readUncovered, type UncoveredRow } from "#lib/db/sql/cold-starts/uncovered.ts";
import { dayCount } from "#lib/db/sql/period/period-scope.ts";
import { coverageReasons } from "#lib/domain/starts/coverage-reasons.ts";
import type { UncoveredFunction } from "#lib/domain/views/cold-starts.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

const mostShown = 100;

/** Functions that ran and whose reports are missing, wholly or in part, with every reason that is known. */
export async function listUncovered(scope: FleetScope): Promise<{ rows: UncoveredFunction[]; total: number }> {
  const rows = await readUncovered(sharedDatabase().pool, scope, mostShown);
  const windowDays = dayCount(scope);
  return { rows: rows.map((row) => uncoveredFunction(row, windowDays)), total: rows[0]?.total ?? 0 };
}

function uncoveredFunction(row: UncoveredRow, windowDays: number): UncoveredFunction {
  const { arn, name, accountId, region, invocations, reports } = row;
  return { arn, name, accountId, region, invocations, reports, reasons: reasonsOf(row, windowDays) };
}

function reasonsOf(row: UncoveredRow, windowDays: number): string[] {
  const found = coverageReasons({
    function: row,
    logGroup: logGroupOf(row),
    functionsInGroup: row.functionsInGroup,
    roleCanWriteLogs: null,
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
