import { logGamma } from "#lib/domain/statistics/histogram.ts";

/** The most rows that one query gives. */
export const maxRows = 100_000;

const divisor = logGamma.toPrecision(15);

/**
 * One query for everything that REPORT and INIT_REPORT lines say, so that each byte is scanned, and paid for, once.
 *
 * Both log formats are read side by side: text lines through the fields that Logs Insights discovers (memory in decimal
 * bytes) and regular expressions, JSON lines through `record.metrics`. A row is one combination of log group, function
 * (from the stream's name, where functions share a group), version, period, kind of line, status, error type, and the
 * histogram buckets of duration, init and restore: durations of warm starts fall into few buckets, and the cold ones
 * that multiply them are few. Errors of text logs stand in lines of their own (Node.js, Python), since their REPORT
 * lines do not tell them.
 */
export function startQuery(granularity: "hour" | "day"): string {
  return [
    `filter @type = "REPORT" or type in ["platform.report", "platform.initReport"] or @message like /^INIT_REPORT / or @message like /^\\[ERROR\\] / or @message like /\\tERROR\\t(?:Invoke Error|Uncaught Exception)/`,
    `parse @logStream /^\\d{4}\\/\\d{2}\\/\\d{2}\\/(?<streamFunction>[^\\[]*)\\[(?<version>[^\\]]+)\\]/`,
    `parse @message /^(?<line>REPORT|INIT_REPORT) (?:.*?[\\t ]Restore Duration: (?<textRestore>[0-9.]+) ms)?(?:.*?Phase: (?<textPhase>\\w+))?(?:.*?Status: (?<textStatus>\\w+))?(?:.*?Error Type: (?<textError>[\\w.$]+))?/`,
    `parse @message /(?:^\\[|\\t)(?<thrown>ERROR)(?:\\] |\\t(?:Invoke Error|Uncaught Exception)\\s+\\{"errorType": ?")(?<thrownError>[\\w.$]+)/`,
    `fields ${[
      "coalesce(line, thrown, type) as kind",
      "coalesce(record.status, textStatus) as status",
      "coalesce(record.phase, textPhase) as phase",
      "coalesce(record.errorType, textError, thrownError) as errorType",
      "coalesce(record.metrics.durationMs, @duration) as durationMs",
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
    ].join(", ")}`,
    `stats ${[
      "count(*) as lines",
      "sum(durationMs) as durationSum",
      "max(durationMs) as durationMax",
      "sum(ceil(durationMs)) as durationCeilSum",
      "sum(billedMs) as billedSum",
      "sum(initMs) as initSum",
      "max(initMs) as initMax",
      "sum(billedMs * memoryMb) as billedMemorySum",
      "max(memoryMb) as memoryMax",
      "max(usedMb) as usedMax",
      "min(@timestamp) as firstSeen",
      "max(@timestamp) as lastSeen",
    ].join(
      ", ",
    )} by @log, streamFunction, version, bin(${granularity === "hour" ? "1h" : "1d"}) as period, kind, status, phase, errorType, durationBucket, initBucket, restoreBucket`,
    // An answer that is cut short is then whole up to its last period.
    "sort period asc",
    `limit ${maxRows}`,
  ].join("\n| ");
}
