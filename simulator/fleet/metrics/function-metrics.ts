import { hex, unit } from "#simulator/fleet/random.ts";
import type { Stretch } from "#simulator/fleet/usage/day.ts";
import type { FunctionUsage } from "#simulator/fleet/usage/usage.ts";
import { averageConcurrency, peakConcurrency } from "./concurrency.ts";
import { quantileOfDurations, summariseDurations } from "./duration.ts";

/** One point of one statistic; null where CloudWatch has no data. */
export type PointOf = (usage: FunctionUsage, from: number, to: number, stat: string) => number | null;

/** `p99.9` as 0.999; null for another statistic. */
export function percentileOf(stat: string): number | null {
  const match = /^p(\d{1,3}(?:\.\d+)?)$/.exec(stat);
  return match === null ? null : Number(match[1]) / 100;
}

function total(stretches: readonly Stretch[], of: (stretch: Stretch) => number): number {
  let sum = 0;
  for (const stretch of stretches) sum += of(stretch);
  return sum;
}

const invocations = (stretch: Stretch) => stretch.to - stretch.from;

/** A count per invocation: Sum is what counts, the other statistics follow from one data point per invocation. */
function counter(
  of: (stretch: Stretch, usage: FunctionUsage) => number,
  when: (usage: FunctionUsage) => boolean = () => true,
): PointOf {
  return (usage, from, to, stat) => {
    if (!when(usage)) return null;
    const stretches = usage.stretches(from, to);
    const samples = total(stretches, invocations);
    if (samples === 0) return null;
    const sum = total(stretches, (stretch) => of(stretch, usage));
    if (stat === "Sum") return sum;
    if (stat === "SampleCount") return samples;
    if (stat === "Average") return sum / samples;
    return stat === "Minimum" ? (sum >= samples ? 1 : 0) : sum > 0 ? 1 : 0;
  };
}

const duration: PointOf = (usage, from, to, stat) => {
  const stretches = usage.stretches(from, to);
  const share = percentileOf(stat);
  if (share !== null) return quantileOfDurations(stretches, share);
  const { count, sum, min, max } = summariseDurations(stretches);
  if (count === 0) return null;
  const values: Record<string, number> = {
    Sum: sum,
    SampleCount: count,
    Average: sum / count,
    Minimum: min,
    Maximum: max,
  };
  return values[stat] ?? null;
};

const concurrency: PointOf = (usage, from, to, stat) => {
  const peak = peakConcurrency(usage, from, to);
  if (peak === 0) return null;
  if (stat !== "Average" && stat !== "Sum" && stat !== "SampleCount") return stat === "Minimum" ? 1 : peak;
  const minutes = Math.max(1, (to - from) / 60_000);
  if (stat === "SampleCount") return minutes;
  const average = averageConcurrency(usage, from, to, summariseDurations(usage.stretches(from, to)).sum);
  return stat === "Average" ? average : average * minutes;
};

/** Ages: a median with a tail that a busy period lengthens. */
function age(medianMs: number, when: (usage: FunctionUsage) => boolean): PointOf {
  return (usage, from, to, stat) => {
    if (!when(usage)) return null;
    const count = usage.count(from, to);
    if (count === 0) return null;
    const typical =
      medianMs *
      (0.5 + unit(usage.profile.key, "age")) *
      (0.8 + 0.4 * unit(usage.profile.key, Number.parseInt(hex(usage.profile.key, Math.floor(from / 60_000), 6), 16)));
    const throttled = total(usage.stretches(from, to), (stretch) => stretch.throttles) > 0 ? 40 : 1;
    if (stat === "SampleCount") return count;
    if (stat === "Sum") return typical * throttled * count;
    return stat === "Maximum" || percentileOf(stat) !== null
      ? typical * throttled * 3
      : stat === "Minimum"
        ? typical / 4
        : typical * throttled;
  };
}

const provisioned = (usage: FunctionUsage) => usage.profile.plan.provisioned !== null;
const asynchronous = (usage: FunctionUsage) => usage.profile.asynchronous;

const provisionedPeak = (usage: FunctionUsage, from: number, to: number): number =>
  Math.min(usage.profile.plan.provisioned ?? 0, peakConcurrency(usage, from, to));

/** Every metric of AWS/Lambda that is kept per function. */
export const functionMetrics: Readonly<Record<string, PointOf>> = {
  Invocations: counter(invocations),
  Errors: counter((stretch) => stretch.failTo - stretch.failFrom),
  Throttles: counter((stretch) => stretch.throttles),
  Duration: duration,
  ConcurrentExecutions: concurrency,
  AsyncEventsReceived: counter((stretch) => invocations(stretch) + stretch.throttles, asynchronous),
  AsyncEventsDropped: counter(
    (stretch) => (stretch.era.throttleRate > 0 ? Math.floor(stretch.throttles / 50) : 0),
    asynchronous,
  ),
  AsyncEventAge: age(120, asynchronous),
  IteratorAge: age(900, (usage) => usage.profile.stream),
  DeadLetterErrors: counter(
    () => 0,
    (usage) => usage.profile.plan.triggers.deadLetterArn !== null,
  ),
  DestinationDeliveryFailures: counter(
    () => 0,
    (usage) => usage.profile.plan.triggers.async.some(({ onFailureArn }) => onFailureArn !== null),
  ),
  RecursiveInvocationsDropped: counter(
    (stretch) => stretch.recursions,
    (usage) => usage.profile.plan.story === "recursion",
  ),
  ProvisionedConcurrencyInvocations: counter((stretch) => invocations(stretch) - stretch.spills, provisioned),
  ProvisionedConcurrencySpilloverInvocations: counter((stretch) => stretch.spills, provisioned),
  ProvisionedConcurrentExecutions: (usage, from, to) =>
    provisioned(usage) ? provisionedPeak(usage, from, to) || null : null,
  ProvisionedConcurrencyUtilization: (usage, from, to, stat) => {
    if (!provisioned(usage)) return null;
    const peak = provisionedPeak(usage, from, to);
    const count = usage.profile.plan.provisioned ?? 1;
    if (stat !== "Average") return peak / count || null;
    const average = averageConcurrency(usage, from, to, summariseDurations(usage.stretches(from, to)).sum);
    return peak === 0 ? null : Math.min(peak, average) / count;
  },
};

export function hasMetric(usage: FunctionUsage, metric: string): boolean {
  if (metric.startsWith("Provisioned")) return provisioned(usage);
  if (metric.startsWith("AsyncEvent")) return asynchronous(usage);
  if (metric === "IteratorAge") return usage.profile.stream;
  if (metric === "DeadLetterErrors") return usage.profile.plan.triggers.deadLetterArn !== null;
  if (metric === "DestinationDeliveryFailures")
    return usage.profile.plan.triggers.async.some(({ onFailureArn }) => onFailureArn !== null);
  if (metric === "RecursiveInvocationsDropped") return usage.profile.plan.story === "recursion";
  return true;
}
