import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listRoleDocuments } from "#lib/db/sql/cold-starts/role-documents.ts";
import { sumFunctionStarts } from "#lib/db/sql/functions/function-starts.ts";
import { sumStartSamplesOf } from "#lib/db/sql/start-samples.ts";
import { coverageReasons } from "#lib/domain/starts/coverage-reasons.ts";
import { feltStarts } from "#lib/domain/starts/felt-starts.ts";
import { coldStartRate, coverageOf } from "#lib/domain/starts/start-rates.ts";
import { countOf, gamma, type Histogram, quantile } from "#lib/domain/statistics/histogram.ts";
import { mergePackedHistograms } from "#lib/domain/statistics/merge-histograms.ts";
import type { FunctionStartsView, FunctionThing, SpreadView } from "#lib/domain/views/function-detail.ts";
import { canWriteLogs } from "#lib/server/queries/cold-starts/list-uncovered.ts";
import { getUnreadSources } from "./unread-sources.ts";

const dayMs = 86_400_000;

/** How a function started and failed in a period, how much of it was seen, and why not all of it. */
export async function getFunctionStarts(thing: FunctionThing, from: Date, to: Date): Promise<FunctionStartsView> {
  const { pool } = sharedDatabase();
  const query = { accountId: thing.accountId, functionId: thing.id, from, to };
  const short = to.getTime() - from.getTime() <= 2 * dayMs;
  const [sums, samples, reasons] = await Promise.all([
    sumFunctionStarts(pool, query, short ? "hour" : "day"),
    sumStartSamplesOf(pool, query, [thing.id]),
    missingReasons(thing, (to.getTime() - from.getTime()) / dayMs),
  ]);
  const counts = {
    reports: sums?.reports ?? 0,
    coldStarts: sums?.coldStarts ?? 0,
    restores: sums?.restores ?? 0,
    initFailures: sums?.initFailures ?? 0,
    provisionedInits: sums?.provisionedInits ?? null,
  };
  const insightsReports = sums?.insightsReports ?? 0;
  const onlyInsights = insightsReports > 0 && insightsReports === counts.reports;
  const invocations = sums?.invocations ?? null;
  const coverage = coverageOf(counts.reports, invocations);
  const isWhole = coverage.label === "complete" || coverage.label === "nothingRan";
  return {
    ...counts,
    ...{ insightsReports, insightsReasons: insightsReports > 0 ? reasons : [] },
    initFailures: onlyInsights ? null : counts.initFailures,
    rate: coldStartRate(counts),
    suppressedInits: sums?.suppressedInits ?? null,
    // Single starts are looked at in its own log, which is not where these were counted.
    felt: feltStarts(counts, insightsReports > 0 ? null : (samples.get(thing.id) ?? null)),
    timeouts: sums?.timeouts ?? 0,
    outOfMemory: onlyInsights ? null : (sums?.outOfMemory ?? 0),
    invocations,
    coverage: coverage.value,
    // What is missing nowhere needs no reason: of a group that others share, say, each told its own.
    reasons: isWhole ? [] : reasons,
    initBilledMs: sums?.initBilledSumMs ?? null,
    billedMs: sums?.billedSumMs ?? null,
    waitedMs: sums?.waitedSumMs ?? null,
    memoryMaxMb: sums?.memoryMaxMb ?? null,
    init: spreadOf(sums?.initHistograms),
    restore: spreadOf(sums?.restoreHistograms),
    billed: spreadOf(sums?.billedHistograms),
    memory: spreadOf(sums?.memoryHistograms, sums?.memoryMaxMb),
  };
}

/** Null where no value was seen; percentiles are not above what is known to be the largest value. */
function spreadOf(histograms: readonly Buffer[] | null | undefined, max: number | null = null): SpreadView | null {
  const histogram = mergePackedHistograms(histograms ?? []);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((q) => quantile(histogram, q, { max }));
  if (p50 == null || p95 == null || p99 == null) return null;
  return { count: countOf(histogram), p50, p95, p99, buckets: bucketsOf(histogram) };
}

/** Stored buckets are 4 % wide; two of them make a bar of 8 %, which an eye can tell apart. */
const bucketsPerBar = 2;

function bucketsOf(histogram: Histogram): SpreadView["buckets"] {
  if (histogram.buckets.length === 0) return [];
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
export async function missingReasons(thing: FunctionThing, days: number): Promise<string[]> {
  const { prisma } = sharedDatabase();
  const { accountId, region, logGroupName } = thing;
  const [group, sharing, groups, unread, canWriteLogs] = await Promise.all([
    prisma.logGroup.findUnique({ where: { accountId_region_name: { accountId, region, name: logGroupName } } }),
    prisma.function.count({ where: { accountId, region, logGroupName, deletedAt: null } }),
    prisma.sourceState.findUnique({ where: { accountId_region_source: { accountId, region, source: "log-groups" } } }),
    getUnreadSources({ accountIds: [accountId], regions: [region] }, ["starts", "log-groups"]),
    roleCanWriteLogs(thing),
  ]);
  const logGroup = group
    ? { ...group, storedBytes: group.storedBytes === null ? null : Number(group.storedBytes) }
    : groups?.state === "known"
      ? null
      : undefined;
  const known = coverageReasons({
    function: thing,
    logGroup,
    functionsInGroup: sharing,
    roleCanWriteLogs: canWriteLogs,
    windowDays: Math.ceil(days),
  });
  const starts = unread.lookup(accountId, region, "starts");
  return [...(starts ? [starts.reason] : []), ...known.map(({ reason }) => reason)];
}

/** Null where that is not known: the role was not read, or not all of its policies. */
async function roleCanWriteLogs({ roleArn }: FunctionThing): Promise<boolean | null> {
  if (roleArn === null) return null;
  const [role] = await listRoleDocuments(sharedDatabase().pool, [roleArn]);
  return role === undefined ? null : canWriteLogs(role);
}
