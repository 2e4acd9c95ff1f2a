import { bucketMs } from "./time-axis.ts";

const HOUR = 3_600_000;

/** The ends of a time axis: the first and last bucket; around a single one, an hour. */
export function timeSpan(times: readonly number[]): { readonly from: number; readonly to: number } {
  const from = times[0] ?? 0;
  const to = times.at(-1) ?? 0;
  return to > from ? { from, to } : { from: from - HOUR / 2, to: from + HOUR / 2 };
}

/** Where each moment stands on that axis, 0 to 1. */
export function timeShares(times: readonly number[]): readonly number[] {
  const { from, to } = timeSpan(times);
  return times.map((t) => (t - from) / (to - from));
}

/**
 * The time that a choice of buckets stands for: to the end of the last one, but not beyond `now`, in whole minutes.
 */
export function chosenRange(
  times: readonly number[],
  first: number,
  last: number,
  now: number,
  stepMs: number = bucketMs(times) ?? HOUR,
): { readonly from: Date; readonly to: Date } {
  const from = times[first] ?? 0;
  const end = (times[last] ?? from) + stepMs;
  const minute = Math.floor(now / 60_000) * 60_000;
  return { from: new Date(from), to: new Date(minute > from ? Math.min(end, minute) : end) };
}
