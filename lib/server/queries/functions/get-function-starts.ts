import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listFunctionFailures } from "#lib/db/sql/functions/function-failures.ts";
import { listFunctionDays, listFunctionHours, type MomentRow } from "#lib/db/sql/functions/function-moments.ts";
import { coverageReasons } from "#lib/domain/starts/coverage-reasons.ts";
import { coverageOf } from "#lib/domain/starts/start-rates.ts";
import { countOf, gamma, type Histogram, quantile } from "#lib/domain/statistics/histogram.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import type { FunctionStartsView, FunctionThing, QuantilesView } from "#lib/domain/views/function-detail.ts";
import { getUnreadSources } from "./unread-sources.ts";

const dayMs = 86_400_000;

/** How a function started and failed in a period, how much of it was seen, and why not all of it. */
export async function getFunctionStarts(thing: FunctionThing, from: Date, to: Date): Promise<FunctionStartsView> {
  const { pool } = sharedDatabase();
  const query = { accountId: thing.accountId, functionId: thing.id, from, to };
  const short = to.getTime() - from.getTime() <= 2 * dayMs;
  const [rows, failures, reasons] = await Promise.all([
    short ? listFunctionHours(pool, query) : listFunctionDays(pool, query),
    listFunctionFailures(pool, query),
    missingReasons(thing, (to.getTime() - from.getTime()) / dayMs),
  ]);
  const sum = (key: "reports" | "coldStarts" | "restores" | "initFailures" | "timeouts" | "outOfMemory") =>
    rows.reduce((total, row) => total + (row[key] ?? 0), 0);
  const measured = rows.filter(({ invocations }) => invocations !== null);
  const invocations = measured.length === 0 ? null : measured.reduce((total, row) => total + (row.invocations ?? 0), 0);
  const init = merged(rows, "initHistogram");
  const restore = merged(rows, "restoreHistogram");
  const reports = sum("reports");
  return {
    reports,
    coldStarts: sum("coldStarts"),
    restores: sum("restores"),
    initFailures: sum("initFailures"),
    timeouts: sum("timeouts"),
    outOfMemory: sum("outOfMemory"),
    invocations,
    coverage: coverageOf(reports, invocations).value,
    reasons,
    initBuckets: bucketsOf(init),
    initQuantiles: quantilesOf(init),
    restoreQuantiles: quantilesOf(restore),
    failures: failures.map((failure) => ({
      ...failure,
      firstSeen: failure.firstSeen.toISOString(),
      lastSeen: failure.lastSeen.toISOString(),
    })),
  };
}

function merged(rows: readonly MomentRow[], column: "initHistogram" | "restoreHistogram"): Histogram {
  return mergePackedHistograms(rows.flatMap((row) => row[column] ?? []));
}

function quantilesOf(histogram: Histogram): QuantilesView | null {
  const [p50Ms, p95Ms, p99Ms] = [0.5, 0.95, 0.99].map((q) => quantile(histogram, q));
  return p50Ms == null || p95Ms == null || p99Ms == null ? null : { p50Ms, p95Ms, p99Ms };
}

/** Stored buckets are 4 % wide; two of them make a bar of 8 %, which an eye can tell apart. */
const bucketsPerBar = 2;

function bucketsOf(histogram: Histogram): FunctionStartsView["initBuckets"] {
  if (countOf(histogram) === 0) return [];
  const counts = new Map<number, number>();
  for (const [k, bucket] of histogram.buckets.entries()) {
    const bar = Math.floor(bucket / bucketsPerBar);
    counts.set(bar, (counts.get(bar) ?? 0) + (histogram.counts[k] ?? 0));
  }
  const bars = [...counts.keys()];
  const first = Math.min(...bars);
  return Array.from({ length: Math.max(...bars) - first + 1 }, (_, k) => ({
    from: gamma ** ((first + k) * bucketsPerBar),
    to: gamma ** ((first + k + 1) * bucketsPerBar),
    count: counts.get(first + k) ?? 0,
  }));
}

/** Sentences that say why reports are missing: what the sync was told, and what the configuration gives away. */
async function missingReasons(thing: FunctionThing, days: number): Promise<string[]> {
  const { prisma } = sharedDatabase();
  const { accountId, region, logGroupName } = thing;
  const [group, sharing, role, unread] = await Promise.all([
    prisma.logGroup.findUnique({ where: { accountId_region_name: { accountId, region, name: logGroupName } } }),
    prisma.function.count({ where: { accountId, region, logGroupName, deletedAt: null } }),
    prisma.sourceState.findUnique({ where: { accountId_region_source: { accountId, region, source: "log-groups" } } }),
    getUnreadSources({ accountIds: [accountId], regions: [region] }, ["starts", "log-groups"]),
  ]);
  const logGroup = group
    ? { ...group, storedBytes: group.storedBytes === null ? null : Number(group.storedBytes) }
    : role?.state === "known"
      ? null
      : undefined;
  const known = coverageReasons({
    function: thing,
    logGroup,
    functionsInGroup: sharing,
    roleCanWriteLogs: null,
    windowDays: Math.ceil(days),
  });
  const starts = unread.lookup(accountId, region, "starts");
  return [...(starts ? [starts.reason] : []), ...known.map(({ reason }) => reason)];
}
