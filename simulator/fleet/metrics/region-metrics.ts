import { concurrencyOf } from "#simulator/fleet/cell.ts";
import { mixKeys } from "#simulator/fleet/random.ts";
import type { CellShape, FleetShape } from "#simulator/fleet/shape/shape.ts";
import { usageOf } from "#simulator/fleet/usage/usage.ts";
import { functionMetrics } from "./function-metrics.ts";

/** Of larger account-Regions every k-th function is asked and the sum scaled: region totals need not be exact there. */
const functionsAsked = 400;
const kept = new WeakMap<CellShape, ReturnType<typeof concurrencyOf>>();

function claims(shape: FleetShape, cell: CellShape): ReturnType<typeof concurrencyOf> {
  const known = kept.get(cell);
  if (known !== undefined) return known;
  const made = concurrencyOf(shape, cell);
  kept.set(cell, made);
  return made;
}

function overFunctions(cell: CellShape, of: (index: number) => number): number {
  const step = Math.max(1, Math.ceil(cell.count / functionsAsked));
  let sum = 0;
  let asked = 0;
  for (let local = 0; local < cell.count; local += step) {
    sum += of(cell.offset + local);
    asked++;
  }
  return asked === 0 ? 0 : step === 1 ? sum : Math.round((sum * cell.count) / asked);
}

/** Peaks of functions do not fall together: the Region's is well below their sum. */
function busy(shape: FleetShape, cell: CellShape, from: number, to: number, unreservedOnly: boolean): number {
  const hour = Math.floor(from / 3_600_000) * 3_600_000;
  const sum = overFunctions(cell, (index) => {
    const usage = usageOf(shape, index);
    if (unreservedOnly && usage.profile.plan.reservedConcurrency !== null) return 0;
    return (
      functionMetrics.ConcurrentExecutions?.(
        usage,
        to - from >= 3_600_000 ? from : hour,
        to - from >= 3_600_000 ? to : hour + 3_600_000,
        "Maximum",
      ) ?? 0
    );
  });
  const share = 0.45 + 0.2 * (mixKeys(cell.key, Math.floor(from / 60_000)) / 4294967296);
  return sum === 0 ? 0 : Math.max(1, Math.min(claims(shape, cell).limit, Math.round(sum * share)));
}

const peakMetrics = new Set(["ConcurrentExecutions", "UnreservedConcurrentExecutions", "ClaimedAccountConcurrency"]);

/** Metrics of AWS/Lambda without dimensions. */
export function regionPoint(
  shape: FleetShape,
  cell: CellShape,
  metric: string,
  from: number,
  to: number,
  stat: string,
): number | null {
  if (cell.count === 0) return null;
  if (peakMetrics.has(metric)) {
    const unreserved = metric !== "ConcurrentExecutions";
    const value = busy(shape, cell, from, to, unreserved);
    if (metric !== "ClaimedAccountConcurrency") return value === 0 ? null : value;
    const { reserved, provisionedWithoutReserved, limit } = claims(shape, cell);
    return Math.min(limit, value + reserved + provisionedWithoutReserved);
  }
  const point = functionMetrics[metric];
  if (point === undefined || metric === "ProvisionedConcurrencyUtilization") return null;
  const sum = overFunctions(
    cell,
    (index) =>
      point(
        usageOf(shape, index),
        from,
        to,
        metric === "Duration" && stat !== "SampleCount" ? "Sum" : stat === "SampleCount" ? stat : "Sum",
      ) ?? 0,
  );
  if (metric !== "Duration" || stat === "Sum" || stat === "SampleCount")
    return sum === 0 && metric === "Invocations" ? null : sum;
  const count = overFunctions(cell, (index) => usageOf(shape, index).count(from, to));
  return count === 0 ? null : sum / count;
}

export const regionMetrics = [
  "Invocations",
  "Errors",
  "Throttles",
  "Duration",
  "ConcurrentExecutions",
  "UnreservedConcurrentExecutions",
  "ClaimedAccountConcurrency",
] as const;
