import { logGamma } from "#lib/domain/statistics/histogram.ts";

/** The most rows that one query gives. */
export const maxRows = 100_000;

/** How many buckets of memory used share a row; its lines are counted for each of them. */
export const usedBandWidth = 4;

const divisor = logGamma.toPrecision(15);
/** `usedStep` less `step` is a whole number, so this is 1 for lines of that step and 0 for all others. */
const isStep = (step: number) => `1 - least(1, abs(usedStep - ${step}))`;

/**
 * One query for everything that REPORT and INIT_REPORT lines say, so that each byte is scanned, and paid for, once.
 *
 * Both log formats are read side by side: text lines through the fields that Logs Insights discovers (memory in decimal
 * bytes) and regular expressions, JSON lines through `record.metrics`. A row is one combination of log group, function
 * (from the stream's name, where functions share a group), version, period, kind of line, status, error type, and the
 * histogram buckets of duration, init and restore: durations of warm starts fall into few buckets, and the cold ones
 * that multiply them are few. Errors of text logs stand in lines of their own (Node.js, Python), since their REPORT
 * lines do not tell them.
 *
 * Rows are what an answer has few of, so two histograms do with sums: memory used multiplies rows by bands of four
 * buckets only, each row counting its lines in three of them; and what was billed follows from duration, init and the
 * sums of its bucket and of its square (./billed-buckets.ts). `initBilled` tells inits that were billed, 1, from those of
 * provisioned concurrency, 0; `oddBucket` is the bucket of what was billed in lines where that is neither ⌈duration⌉ nor
 * ⌈duration + init⌉ (restores, of which a part is billed), and 0 in all others.
 */
export function startQuery(granularity: "hour" | "day"): string {
  return [
    `filter @type = "REPORT" or type in ["platform.report", "platform.initReport"] or @message like /^INIT_REPORT / or @message like /^\\[ERROR\\] / or @message like /\\tERROR\\t(?:Invoke Error|Uncaught Exception)/`,
    `parse @logStream /^\\d{4}\\/\\d{2}\\/\\d{2}\\/(?<streamFunction>[^\\[]*)\\[(?<version>[^\\]]+)\\]/`,
    `parse @message /^(?<line>REPORT|INIT_REPORT) (?:Init Duration: (?<ownInit>[0-9.]+) ms)?(?:[\\s\\S]*?[\\t ]Restore Duration: (?<textRestore>[0-9.]+) ms)?(?:[\\s\\S]*?Phase: (?<textPhase>\\w+))?(?:[\\s\\S]*?Status: (?<textStatus>\\w+))?(?:[\\s\\S]*?Error Type: (?<textError>[\\w.$]+))?/`,
    `parse @message /(?:^\\[|\\t)(?<thrown>ERROR)(?:\\] |\\t(?:Invoke Error|Uncaught Exception)\\s+\\{"errorType": ?")(?<thrownError>[\\w.$]+)/`,
    `fields ${[
      "coalesce(line, thrown, type) as kind",
      "coalesce(record.status, textStatus) as status",
      "coalesce(record.phase, textPhase) as phase",
      "record.initializationType as initType",
      "coalesce(record.errorType, textError, thrownError) as errorType",
      // Of an INIT_REPORT, how long the init took.
      "coalesce(record.metrics.durationMs, @duration, ownInit) as durationMs",
      "coalesce(record.metrics.billedDurationMs, @billedDuration) as billedMs",
      "coalesce(record.metrics.initDurationMs, @initDuration) as initMs",
      "coalesce(record.metrics.restoreDurationMs, textRestore) as restoreMs",
      "coalesce(record.metrics.memorySizeMB, @memorySize / 1000000) as memoryMb",
      "coalesce(record.metrics.maxMemoryUsedMB, @maxMemoryUsed / 1000000) as usedMb",
    ].join(", ")}`,
    `fields ${[
      `floor(log(durationMs) / ${divisor}) as durationBucket`,
      `floor(log(initMs) / ${divisor}) as initBucket`,
      `floor(log(restoreMs) / ${divisor}) as restoreBucket`,
      `floor(log(billedMs) / ${divisor}) as billedBucket`,
      `floor(log(usedMb) / ${divisor}) as usedBucket`,
      // In whole shares of the init; ⌈duration + init⌉ differs from ⌈duration⌉ + init by less than 1 ms.
      "greatest(0, least(1, floor((billedMs - ceil(durationMs)) / initMs + 0.5))) as initBilled",
    ].join(", ")}`,
    `fields ${[
      `floor(usedBucket / ${usedBandWidth}) as usedBand`,
      `usedBucket % ${usedBandWidth} as usedStep`,
      "billedBucket * least(1, floor(abs(billedMs - ceil(durationMs) - coalesce(initMs * initBilled, 0)) / 2)) as oddBucket",
    ].join(", ")}`,
    `stats ${[
      "count(*) as lines",
      "sum(durationMs) as durationSum",
      "max(durationMs) as durationMax",
      "sum(ceil(durationMs)) as durationCeilSum",
      "sum(billedMs) as billedSum",
      "sum(initMs) as initSum",
      "max(initMs) as initMax",
      "sum(restoreMs) as restoreSum",
      "sum(billedBucket) as billedBucketSum",
      "sum(billedBucket * billedBucket) as billedSquareSum",
      "sum(billedMs * memoryMb) as billedMemorySum",
      "max(memoryMb) as memoryMax",
      "max(usedMb) as usedMax",
      ...[1, 2, 3].map((step) => `sum(${isStep(step)}) as usedStep${step}`),
      "min(@timestamp) as firstSeen",
      "max(@timestamp) as lastSeen",
    ].join(
      ", ",
    )} by @log, streamFunction, version, bin(${granularity === "hour" ? "1h" : "1d"}) as period, kind, status, phase, initType, errorType, durationBucket, initBucket, restoreBucket, initBilled, oddBucket, usedBand`,
    // An answer that is cut short is then whole up to its last period.
    "sort period asc",
    `limit ${maxRows}`,
  ].join("\n| ");
}
