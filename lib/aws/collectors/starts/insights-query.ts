import { logGamma } from "#lib/domain/statistics/histogram.ts";
import { maxRows, usedBandWidth } from "./start-query.ts";

const divisor = logGamma.toPrecision(15);
/** As in the query of reports: 1 for lines of that step and 0 for all others. */
const isStep = (step: number) => `1 - least(1, abs(usedStep - ${step}))`;

/**
 * The query of Lambda Insights' own log group, an event for each invocation (docs/formats.md says what is known of them).
 * A row is one combination of function, period, first of its environment or not, timed out or not, and the buckets of
 * duration and init; memory used does with bands, as in the query of reports, and bytes with sums. What took no whole
 * millisecond counts as one: the extension writes whole ones.
 */
export function insightsQuery(granularity: "hour" | "day"): string {
  return [
    `filter event_type = "performance"`,
    `fields ${[
      `floor(log(greatest(duration, 1)) / ${divisor}) as durationBucket`,
      `floor(log(init_duration) / ${divisor}) as initBucket`,
      `floor(log(used_memory_max) / ${divisor}) as usedBucket`,
    ].join(", ")}`,
    `fields floor(usedBucket / ${usedBandWidth}) as usedBand, usedBucket % ${usedBandWidth} as usedStep`,
    `stats ${[
      "count(*) as lines",
      "sum(duration) as durationSum",
      "sum(init_duration) as initSum",
      "max(init_duration) as initMax",
      "max(used_memory_max) as usedMax",
      ...[1, 2, 3].map((step) => `sum(${isStep(step)}) as usedStep${step}`),
      "count(rx_bytes) as networkEvents",
      "sum(rx_bytes) as rxBytes",
      "sum(tx_bytes) as txBytes",
    ].join(
      ", ",
    )} by @log, function_name, bin(${granularity === "hour" ? "1h" : "1d"}) as period, cold_start, timeout, durationBucket, initBucket, usedBand`,
    "sort period asc",
    `limit ${maxRows}`,
  ].join("\n| ");
}
