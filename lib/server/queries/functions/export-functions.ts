import { sharedDatabase } from "#lib/db/shared-database.ts";
import { streamRows } from "#lib/db/sql/export-rows.ts";
import {
  type FunctionListRow,
  functionExportStatement,
  functionListStatement,
} from "#lib/db/sql/functions/list-functions.ts";
import type { FunctionColumn, FunctionRow } from "#lib/domain/views/functions.ts";
import { type FunctionExportRow, toExportedFunction } from "#lib/services/export/export-shapes.ts";
import { writeCsv, writeJson } from "#lib/services/export/write-export.ts";
import { functionRow } from "./function-row.ts";
import { type FunctionListInput, withoutHiddenMoney } from "./list-functions.ts";
import { getUnreadSources } from "./unread-sources.ts";

/** Names and values of exported columns, with the unit in the name; what is not known is an empty cell. */
const cells: Readonly<Record<FunctionColumn, Readonly<Record<string, (row: FunctionRow) => unknown>>>> = {
  name: { name: (row) => row.name, arn: (row) => row.arn },
  account: { accountId: (row) => row.accountId, accountName: (row) => row.accountName },
  region: { region: (row) => row.region },
  runtime: { runtime: (row) => row.runtime },
  architecture: { architecture: (row) => row.architecture },
  memory: { memoryMb: (row) => row.memoryMb },
  timeout: { timeoutSeconds: (row) => row.timeoutSeconds },
  codeSize: { codeBytes: (row) => row.codeBytes },
  package: { packageType: (row) => row.packageType },
  type: { functionType: (row) => row.functionType },
  tenancy: { tenantIsolation: (row) => row.tenancy },
  runtimeUpdates: { updateRuntimeOn: (row) => row.runtimeUpdates },
  vpc: { vpcId: (row) => row.vpcId },
  team: { team: (row) => row.teamName },
  state: { state: (row) => row.state },
  lastModified: { lastModified: (row) => row.lastModified },
  lastUsed: { lastUsed: (row) => row.lastUsed },
  invocations: { invocations: (row) => row.invocations },
  trend: { invocationSeries: (row) => row.series },
  errors: { errors: (row) => row.errors },
  errorRate: { errorRate: (row) => share(row.errors, row.invocations) },
  throttles: { throttles: (row) => row.throttles },
  coldStartRate: { coldStartRate: (row) => share(row.starts, row.reports), reports: (row) => row.reports },
  durationP50: { durationP50Ms: (row) => row.durationP50Ms },
  durationP95: { durationP95Ms: (row) => row.durationP95Ms },
  durationP99: { durationP99Ms: (row) => row.durationP99Ms },
  initP50: { initP50Ms: (row) => row.initP50Ms },
  initP95: { initP95Ms: (row) => row.initP95Ms },
  initP99: { initP99Ms: (row) => row.initP99Ms },
  memoryUsed: { memoryMaxMb: (row) => row.memoryMaxMb, memoryMb: (row) => row.memoryMb },
  cost: { costUsd: (row) => row.costUsd },
  initCost: { initCostUsd: (row) => row.initCostUsd },
  findings: { findings: (row) => row.findings },
  triggers: { triggers: (row) => row.triggers },
};

const money: readonly FunctionColumn[] = ["cost", "initCost"];

function share(part: number | null, whole: number | null): number | null {
  return part !== null && whole ? part / whole : null;
}

type ExportInput = Omit<FunctionListInput, "offset" | "limit">;

/** The function table as CSV: all rows of the list in its order, with the columns asked for; streamed. */
export async function* exportFunctionCsv(
  input: ExportInput,
  columns: readonly FunctionColumn[],
): AsyncGenerator<string> {
  const unread = await getUnreadSources(input.filter, ["metrics", "starts", "triggers"]);
  const context = { now: input.now, period: input.period, unread: unread.lookup, cost: input.cost };
  const shown = columns.filter((column) => input.cost || !money.includes(column));
  const values = Object.fromEntries(shown.flatMap((column) => Object.entries(cells[column])));
  const statement = functionListStatement(withoutHiddenMoney(input));
  async function* rows() {
    for await (const stored of streamRows<FunctionListRow>(sharedDatabase().pool, statement.text, statement.values)) {
      const row = functionRow(stored, context);
      yield Object.fromEntries(Object.entries(values).map(([name, read]) => [name, read(row)]));
    }
  }
  yield* writeCsv(rows(), Object.keys(values));
}

/** The functions that the filter leaves in the shape of docs/formats.md, by ARN; streamed. */
export async function* exportFunctionJson(input: ExportInput): AsyncGenerator<string> {
  const statement = functionExportStatement(withoutHiddenMoney(input));
  async function* rows() {
    for await (const row of streamRows<FunctionExportRow>(sharedDatabase().pool, statement.text, statement.values)) {
      yield toExportedFunction(row);
    }
  }
  yield* writeJson(rows());
}
