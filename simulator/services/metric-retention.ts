import type { MetricSeries } from "#simulator/fleet/types.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** How long CloudWatch keeps points of each resolution. */
const kept = [
  { seconds: 3_600, days: 455 },
  { seconds: 300, days: 63 },
  { seconds: 60, days: 15 },
] as const;

/** CloudWatch rounds a start time down, to coarser steps the older it is. */
export function roundStart(start: Date, now: Date): Date {
  const ageMs = now.getTime() - start.getTime();
  const step = ageMs > 63 * DAY_MS ? HOUR_MS : ageMs > 15 * DAY_MS ? 5 * MINUTE_MS : MINUTE_MS;
  return new Date(Math.floor(start.getTime() / step) * step);
}

/** Reads what is still kept at this period: older points exist only for coarser periods, and nothing of the future exists. */
export function readRetainedPoints(
  range: { start: Date; end: Date },
  periodSeconds: number,
  now: Date,
  read: (start: Date, end: Date) => MetricSeries,
): MetricSeries {
  const days = kept.find(({ seconds }) => periodSeconds % seconds === 0)?.days ?? 0;
  const oldestMs = now.getTime() - days * DAY_MS;
  const periodMs = periodSeconds * 1_000;
  const alignedMs = Math.ceil(oldestMs / periodMs) * periodMs;
  const start = range.start.getTime() < oldestMs ? new Date(alignedMs) : range.start;
  const end = range.end.getTime() > now.getTime() ? now : range.end;
  return start.getTime() < end.getTime() ? read(start, end) : { timestamps: [], values: [] };
}
