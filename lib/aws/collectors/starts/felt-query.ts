import { maxRows } from "./start-query.ts";

/**
 * When environments were started, and when the first invocation of each began: a row is one log stream, which stands for
 * one environment, and one kind of line, INIT_START or the report that tells the init. Lines of a stream cannot be joined
 * in the query that counts all reports, so this one is asked of an hour of each day alone.
 *
 * INIT_START is told by its text: AWS names no `@type` for it, and where the line were overlooked every start would pass
 * for one ahead of need.
 */
export const feltQuery = [
  `filter @message like /^INIT_START / or type = "platform.initStart" or (@type = "REPORT" and ispresent(@initDuration)) or (type = "platform.report" and ispresent(record.metrics.initDurationMs))`,
  "parse @message /^(?<initLine>INIT_START) /",
  `fields ${[
    "coalesce(type, initLine, @type) as kind",
    "coalesce(record.metrics.durationMs, @duration) as durationMs",
    "coalesce(record.metrics.billedDurationMs, @billedDuration) as billedMs",
    "coalesce(record.metrics.initDurationMs, @initDuration) as initMs",
  ].join(", ")}`,
  "fields toMillis(@timestamp) - durationMs as invokedMs",
  `stats ${[
    "min(@timestamp) as firstSeen",
    "min(invokedMs) as invoked",
    "earliest(initMs) as init",
    "earliest(durationMs) as duration",
    "earliest(billedMs) as billed",
  ].join(", ")} by @log, @logStream, kind`,
  `limit ${maxRows}`,
].join("\n| ");
