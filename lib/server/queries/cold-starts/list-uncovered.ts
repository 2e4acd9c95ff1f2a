import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listRoleDocuments, type RoleDocumentsRow } from "#lib/db/sql/cold-starts/role-documents.ts";
import { listUncovered as readUncovered, type UncoveredRow } from "#lib/db/sql/cold-starts/uncovered.ts";
import { dayCount } from "#lib/db/sql/period/period-scope.ts";
import { listPostponedReadings, type PostponedReading } from "#lib/db/sql/postponed-readings.ts";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import { coverageReasons } from "#lib/domain/starts/coverage-reasons.ts";
import { roleWritesLogs } from "#lib/domain/starts/role-writes-logs.ts";
import {
  type CoverageGap,
  type GapKind,
  gapKinds,
  type UncoveredFunction,
  type UncoveredView,
} from "#lib/domain/views/cold-starts.ts";
import type { FleetScope } from "#lib/server/queries/fleet-scope.ts";

const mostShown = 100;
/** More functions than these are counted without their reason: their roles' documents would have to be read too. */
const mostJudged = 1000;

interface Reason {
  readonly kind: GapKind;
  readonly text: string;
}

/**
 * Functions that ran and whose reports are missing, wholly or in part, with every reason that is known, and how many there
 * are by reason. `chosen` narrows the list, not the counts.
 */
export async function listUncovered(scope: FleetScope, chosen: GapKind | null = null): Promise<UncoveredView> {
  const { pool } = sharedDatabase();
  const [rows, postponed] = await Promise.all([
    readUncovered(pool, scope, mostJudged),
    listPostponedReadings(pool, ["starts"]),
  ]);
  const roles = await listRoleDocuments(pool, [...new Set(rows.map(({ roleArn }) => roleArn))]);
  const writes = new Map(roles.map((role) => [role.roleArn, canWriteLogs(role)]));
  const waiting = new Map(postponed.map((one) => [`${one.accountId} ${one.region}`, one]));
  const windowDays = dayCount(scope);
  const judged = rows.map((row) => ({
    row,
    reasons: reasonsOf(row, windowDays, writes.get(row.roleArn) ?? null, waiting.get(`${row.accountId} ${row.region}`)),
  }));
  const shown = chosen === null ? judged : judged.filter(({ reasons }) => reasons.some(({ kind }) => kind === chosen));
  return {
    rows: shown.slice(0, mostShown).map(({ row, reasons }) => uncoveredFunction(row, reasons)),
    total: rows[0]?.total ?? 0,
    judged: rows.length,
    gaps: gapsOf(judged),
    chosen,
  };
}

type JudgedRow = { readonly row: UncoveredRow; readonly reasons: readonly Reason[] };

function gapsOf(judged: readonly JudgedRow[]): CoverageGap[] {
  return gapKinds
    .flatMap((kind) => {
      const of = judged.filter(({ reasons }) => reasons.some((reason) => reason.kind === kind));
      if (of.length === 0) return [];
      const missingReports = of.reduce((sum, { row }) => sum + row.invocations - row.reports, 0);
      return [{ kind, functions: of.length, missingReports }];
    })
    .toSorted((a, b) => b.missingReports - a.missingReports);
}

function uncoveredFunction(row: UncoveredRow, reasons: readonly Reason[]): UncoveredFunction {
  const { arn, name, accountId, region, invocations, reports } = row;
  return { arn, name, accountId, region, invocations, reports, reasons: reasons.map(({ text }) => text) };
}

/** Whether the role may write logs; null where not all of its policies were read. */
export function canWriteLogs({ documents, hasBoundary, boundary }: RoleDocumentsRow): boolean | null {
  const policies = documents.map((document) => parsePolicyDocument(document, "identity"));
  return roleWritesLogs(policies, hasBoundary ? parsePolicyDocument(boundary, "identity") : null);
}

function reasonsOf(
  row: UncoveredRow,
  windowDays: number,
  roleCanWriteLogs: boolean | null,
  waiting: PostponedReading | undefined,
): readonly Reason[] {
  const found = coverageReasons({
    function: { ...row, managedInstances: false },
    logGroup: logGroupOf(row),
    functionsInGroup: row.functionsInGroup,
    roleCanWriteLogs,
    windowDays,
  });
  const reasons: Reason[] = found.flatMap(({ kind, reason }) =>
    kind === "managedInstances" ? [] : [{ kind, text: reason }],
  );
  if (row.startsState === "denied" || row.startsState === "failed")
    reasons.push({ kind: "sourceFailed", text: row.startsReason ?? "The log queries failed." });
  if (waiting)
    reasons.push({
      kind: "postponed",
      text: `Reading its logs is put off since ${waiting.since.toISOString().slice(0, 10)}: ${waiting.reason ?? "the budget is used up"}.`.replace(
        /\.\.$/,
        ".",
      ),
    });
  else if (row.startsState === null || row.startsState === "notYetRead")
    reasons.push({
      kind: "notYetRead",
      text: "Its logs have not been read yet; the sync reads them after everything else.",
    });
  return reasons.length > 0
    ? reasons
    : [
        {
          kind: "unexplained",
          text: "Its configuration gives no reason: reports may lag behind or were read in part.",
        },
      ];
}

/** Undefined where log groups were not read; null where they were and this one is not among them. */
function logGroupOf(row: UncoveredRow) {
  if (row.logGroupArn === null || row.logGroupClass === null) return row.logGroupsState === "known" ? null : undefined;
  const { logGroupName: name, logGroupArn: arn, logGroupClass, retentionDays } = row;
  return { name, arn, logGroupClass, retentionDays, storedBytes: null };
}
