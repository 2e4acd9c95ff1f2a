import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listFunctionDays, listFunctionHours, type MomentRow } from "#lib/db/sql/functions/function-moments.ts";
import { quantile } from "#lib/domain/statistics/histogram.ts";
import { unpackHistogram } from "#lib/domain/statistics/packed-histogram.ts";
import type { FunctionMoment, FunctionSeriesView, FunctionThing } from "#lib/domain/views/function-detail.ts";

/** Hours are kept and drawn for up to 15 days; what is longer or older is drawn by day. */
const hourlyMs = 15 * 86_400_000;

interface SeriesInput {
  readonly thing: Pick<FunctionThing, "id" | "accountId" | "arn">;
  readonly from: Date;
  readonly to: Date;
  readonly now: Date;
}

/** What a function did over a period, by hour or UTC day, with its changes on the same axis. */
export async function getFunctionSeries({ thing, from, to, now }: SeriesInput): Promise<FunctionSeriesView> {
  const { pool, prisma } = sharedDatabase();
  const hourly = to.getTime() - from.getTime() <= hourlyMs && now.getTime() - from.getTime() <= hourlyMs + 3_600_000;
  const query = { accountId: thing.accountId, functionId: thing.id, from, to };
  const [rows, changes] = await Promise.all([
    hourly ? listFunctionHours(pool, query) : listFunctionDays(pool, query),
    prisma.change.findMany({
      where: { accountId: thing.accountId, entityId: thing.arn, occurredAt: { gte: from, lt: to } },
      orderBy: { occurredAt: "asc" },
      select: { occurredAt: true, summary: true },
      take: 200,
    }),
  ]);
  return {
    granularity: hourly ? "hour" : "day",
    moments: atEvenSteps(rows, from, to, hourly ? 3_600_000 : 86_400_000),
    changes: changes.map(({ occurredAt, summary }) => ({ at: occurredAt.toISOString(), summary })),
    quantileSource: quantileSource(rows),
  };
}

/** Every step of the period has its moment, so that what was not observed is a gap of its true length. */
function atEvenSteps(rows: readonly MomentRow[], from: Date, to: Date, stepMs: number): FunctionMoment[] {
  const byTime = new Map(rows.map((row) => [row.at.getTime(), row]));
  const first = Math.floor(from.getTime() / stepMs) * stepMs;
  const steps = Math.ceil((to.getTime() - first) / stepMs);
  return Array.from({ length: steps }, (_, k) =>
    momentOf(new Date(first + k * stepMs), byTime.get(first + k * stepMs)),
  );
}

function momentOf(at: Date, row: MomentRow | undefined): FunctionMoment {
  const histogram = row?.durationHistogram ? unpackHistogram(row.durationHistogram) : null;
  const read = row && row.reports !== null;
  return {
    at: at.toISOString(),
    invocations: row?.invocations ?? null,
    errors: row?.errors ?? null,
    throttles: row?.throttles ?? null,
    concurrency: row?.concurrencyMax ?? null,
    reports: row?.reports ?? null,
    starts: read ? (row.coldStarts ?? 0) + (row.restores ?? 0) + (row.initFailures ?? 0) : null,
    durationP50Ms: (histogram && quantile(histogram, 0.5)) ?? row?.durationP50Ms ?? null,
    durationP95Ms: (histogram && quantile(histogram, 0.95)) ?? row?.durationP95Ms ?? null,
    durationP99Ms: (histogram && quantile(histogram, 0.99)) ?? row?.durationP99Ms ?? null,
    memoryMaxMb: row?.memoryMaxMb ?? null,
  };
}

function quantileSource(rows: readonly MomentRow[]): FunctionSeriesView["quantileSource"] {
  const reports = rows.some(({ durationHistogram }) => durationHistogram !== null);
  const metrics = rows.some(
    ({ durationHistogram, durationP50Ms }) => durationHistogram === null && durationP50Ms !== null,
  );
  if (reports) return metrics ? "both" : "reports";
  return metrics ? "metrics" : "none";
}
