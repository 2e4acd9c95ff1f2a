import type { Database } from "#lib/db/client.ts";
import {
  costQuery,
  type ExportFilter,
  findingsQuery,
  functionsQuery,
  listUnreadRoles,
  rolesQuery,
  startsQuery,
  streamRows,
} from "#lib/db/sql/export-rows.ts";
import {
  type FindingExportRow,
  type FunctionExportRow,
  type RoleExportRow,
  toExportedFinding,
  toExportedFunction,
  toExportedRole,
} from "./export-shapes.ts";

export interface ExportSelection extends ExportFilter {
  /** Resolved findings too. */
  readonly all?: boolean;
  /** 24h, 7d, 30d or 90d, for cost and starts; 30d unless told. */
  readonly window?: string;
}

type Rows = (pool: Database["pool"], selection: ExportSelection) => AsyncGenerator<object>;

const place = ({ accounts, regions }: ExportSelection): unknown[] => [accounts ?? null, regions ?? null];

async function* functions(pool: Database["pool"], selection: ExportSelection): AsyncGenerator<object> {
  for await (const row of streamRows<FunctionExportRow>(pool, functionsQuery, place(selection)))
    yield toExportedFunction(row);
}

async function* roles(pool: Database["pool"], { accounts }: ExportSelection): AsyncGenerator<object> {
  const unread = await listUnreadRoles(pool);
  for await (const row of streamRows<RoleExportRow>(pool, rolesQuery, [accounts ?? null])) {
    yield toExportedRole(row, unread.get(row.accountId) ?? null);
  }
}

async function* findings(pool: Database["pool"], selection: ExportSelection): AsyncGenerator<object> {
  const values = [...place(selection), selection.all ?? false];
  for await (const row of streamRows<FindingExportRow>(pool, findingsQuery, values)) yield toExportedFinding(row);
}

function windowed(query: string): Rows {
  return (pool, selection) => streamRows<object>(pool, query, [...place(selection), selection.window ?? "30d"]);
}

/** What can be exported, with the columns of its CSV in order. */
export const exportSubjects = {
  functions: {
    rows: functions as Rows,
    columns:
      "accountId,region,name,arn,runtime,architecture,memoryMb,timeoutSeconds,packageType,codeBytes,vpcId,roleArn,reservedConcurrency,lastModified,tags,triggers,unknown".split(
        ",",
      ),
  },
  roles: {
    rows: roles as Rows,
    columns:
      "roleArn,accountId,name,functionArns,policyArns,boundaryArn,admin,wildcardServices,severity,verdicts,unknown".split(
        ",",
      ),
  },
  findings: {
    rows: findings as Rows,
    columns: "rule,severity,resourceArn,accountId,region,status,firstSeen,lastSeen,evidence".split(","),
  },
  cost: {
    rows: windowed(costQuery),
    columns:
      "accountId,region,name,arn,runtime,architecture,memoryMb,team,invocations,durationSumMs,billedMbMs,costUsd,initCostUsd,computedAt".split(
        ",",
      ),
  },
  starts: {
    rows: windowed(startsQuery),
    columns:
      "accountId,region,name,arn,runtime,architecture,memoryMb,invocations,reports,coldStarts,restores,initFailures,initP50Ms,initP95Ms,initP99Ms,durationP50Ms,durationP95Ms,durationP99Ms,computedAt".split(
        ",",
      ),
  },
} as const;

export type ExportSubject = keyof typeof exportSubjects;

/** Rows of an export in the shapes and order of docs/formats.md. */
export function exportedRows(
  pool: Database["pool"],
  subject: ExportSubject,
  selection: ExportSelection,
): AsyncGenerator<object> {
  return exportSubjects[subject].rows(pool, selection);
}
