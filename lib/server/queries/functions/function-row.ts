import type { FunctionListRow } from "#lib/db/sql/functions/list-functions.ts";
import { functionCostUsd } from "#lib/domain/cost/function-cost.ts";
import { listPrices } from "#lib/domain/cost/price-list.ts";
import type { Unknown } from "#lib/domain/fleet/fact.ts";
import { isDeprecated, runtimeLifecycle } from "#lib/domain/runtimes/runtime-lifecycle.ts";
import type { FigurePeriod } from "#lib/domain/views/fleet-filter.ts";
import type { FunctionRow, RowUnknowns } from "#lib/domain/views/functions.ts";
import type { UnreadLookup } from "./unread-sources.ts";

export interface RowContext {
  readonly now: Date;
  readonly period: FigurePeriod;
  readonly unread: UnreadLookup;
  /** Whether the viewer may see money. */
  readonly cost: boolean;
}

const severities = [null, "critical", "high", "medium", "low"] as const;

/** A stored function as the table shows it. */
export function functionRow(row: FunctionListRow, context: RowContext): FunctionRow {
  const { now, cost } = context;
  const read = row.reports !== null;
  const onInstances = row.functionType === "managedInstances";
  return {
    arn: row.arn,
    name: row.name,
    accountId: row.accountId,
    accountName: row.accountName ?? row.accountId,
    region: row.region,
    runtime: row.runtime,
    runtimeDeprecated: row.runtime !== null && isDeprecated(runtimeLifecycle(row.runtime, now)),
    architecture: row.architecture,
    memoryMb: row.memoryMb,
    timeoutSeconds: row.timeoutSeconds,
    packageType: row.packageType,
    functionType: row.functionType,
    tenancy: row.tenancy,
    runtimeUpdates: row.runtimeUpdates,
    codeBytes: row.codeBytes,
    vpcId: row.vpcId,
    teamName: row.teamName,
    state: row.state,
    description: row.description,
    lastModified: row.lastModified.toISOString(),
    lastUsed: row.lastInvokedAt?.toISOString() ?? null,
    tags: row.tags,
    findings: row.findings ?? 0,
    worstFinding: severities[row.worst ?? 0] ?? null,
    triggers: triggerCounts(row),
    invocations: row.invocations,
    errors: row.errors,
    throttles: row.throttles,
    reports: row.reports,
    starts: read && !onInstances ? row.starts : null,
    durationP50Ms: row.durationP50Ms,
    durationP95Ms: row.durationP95Ms,
    durationP99Ms: row.durationP99Ms,
    initP50Ms: onInstances ? null : row.initP50Ms,
    initP95Ms: onInstances ? null : row.initP95Ms,
    initP99Ms: onInstances ? null : row.initP99Ms,
    memoryMaxMb: onInstances ? null : row.memoryMaxMb,
    costUsd: cost ? costOf(row, context) : null,
    initCostUsd: cost ? row.initCostUsd : null,
    series: row.series ?? [],
    unknown: unknownsOf(row, context),
  };
}

/** Ready-made periods carry their cost; for one of one's own it is worked out here, at the first tier's price. */
function costOf(row: FunctionListRow, { period }: RowContext): number | null {
  if (period.preset || row.architecture === null) return row.costUsd;
  const usage = {
    region: row.region,
    architecture: row.architecture,
    invocations: row.invocations,
    // Events of Lambda Insights tell nothing of what was billed.
    reports: (row.reports ?? 0) - (row.insightsReports ?? 0),
    billedMbMs: row.billedMbMs ?? 0,
    durationMbMs: row.durationSumMs === null || row.memoryMb === null ? null : row.durationSumMs * row.memoryMb,
  };
  const cost = functionCostUsd(usage, listPrices, new Map());
  return cost.state === "known" ? cost.totalUsd : null;
}

function triggerCounts({ triggers }: FunctionListRow): FunctionRow["triggers"] {
  const counts = new Map<string, number>();
  for (const { service } of triggers ?? []) counts.set(service, (counts.get(service) ?? 0) + 1);
  return [...counts].map(([service, count]) => ({ service, count }));
}

function unknownsOf(row: FunctionListRow, { unread }: RowContext): RowUnknowns {
  const { accountId, region, unknowns } = row;
  const web = unknowns.metrics;
  const metrics = row.invocations === null ? (web ?? unread(accountId, region, "metrics") ?? notComputed) : null;
  const noInit = row.functionType === "managedInstances" ? noInitOnInstances : null;
  const starts =
    noInit ?? (row.reports === null ? (web ?? unread(accountId, region, "starts") ?? noReports(row)) : null);
  const triggers = unread(accountId, region, "triggers") ?? unknowns.triggers ?? unknowns.policies ?? unknowns.urls;
  return {
    ...(metrics ? { metrics } : {}),
    ...(starts ? { starts } : {}),
    ...(unknowns.state ? { state: unknowns.state } : {}),
    ...(triggers ? { triggers } : {}),
    ...(unknowns.tags ? { tags: unknowns.tags } : {}),
    ...Object.fromEntries(settings.flatMap((field) => (unknowns[field] ? [[field, unknowns[field]]] : []))),
  };
}

/** Fields of the list that an endpoint may leave out, and what is asked of some functions only. */
const settings = [
  "lastModified",
  "memoryMb",
  "timeoutSeconds",
  "codeBytes",
  "architecture",
  "packageType",
  "runtimeManagement",
] as const;

/** Their platform.report holds a duration alone. */
const noInitOnInstances: Unknown = {
  state: "notApplicable",
  reason: "On Managed Instances environments run all the time: no init, and no memory, of a single invocation.",
  since: null,
};

const notComputed: Unknown = {
  state: "notYetRead",
  reason: "No metric of this function has been read for the period.",
  since: null,
};

/** Nothing ran, so there is nothing to report; or what ran left no report that could be read. */
function noReports({ invocations }: FunctionListRow): Unknown {
  return invocations === 0
    ? { state: "notApplicable", reason: "Nothing ran in the period.", since: null }
    : { state: "notYetRead", reason: "No log report of this function has been read for the period.", since: null };
}
