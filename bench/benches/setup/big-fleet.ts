import { sources } from "#lib/domain/collection/source.ts";
import type { BenchOptions } from "./bench.ts";
import type { FleetSize } from "./bench-fleet.ts";

const regions = ["eu-west-1", "us-east-1", "ap-southeast-2", "eu-central-1"];

const answerMs = 40;

/** 40 ms from a call to its answer: the simulated AWS divides its latency by the scale of the quotas, too. */
export function pace(quotaScale: number): Pick<FleetSize, "latencyMs" | "quotaScale"> {
  return { latencyMs: answerMs * quotaScale, quotaScale };
}

/** Everything but the 13 months of days. */
export const withoutHistory = sources.map(({ name }) => name).filter((name) => name !== "metric-history");

/**
 * The big fleet, 10,000 functions in 50 accounts × 4 Regions, or a smaller one with as many functions an account. Without
 * 13 months of history; hours of metrics and starts of today and yesterday, the fewest days that are kept. AWS's own
 * rates, 40 ms from a call to its answer.
 */
export function bigFleet({ functions, quick, quotaScale }: BenchOptions): FleetSize {
  const count = functions ?? (quick ? 400 : 10_000);
  return {
    functions: count,
    accounts: Math.max(1, Math.round(count / 200)),
    regions,
    ...pace(quotaScale ?? 1),
    hourDays: 2,
    sources: withoutHistory,
    recorded: true,
  };
}
