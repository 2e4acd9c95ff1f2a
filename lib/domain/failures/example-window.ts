import { mostExampleLines } from "./example-query.ts";

/** What a window of examples goes by. Instants are ms since 1970. */
export interface ExampleSource {
  readonly lastSeenMs: number;
  /** Failures of the series on the last UTC day that had any, and when the first of that day was. */
  readonly lastDayCount: number;
  readonly lastDayFirstSeenMs: number;
}

const minuteMs = 60_000;
const shortestMs = 5 * minuteMs;
/** No window of examples is longer, whatever it might find. */
export const longestExampleMs = 60 * minuteMs;

/**
 * The smallest span that holds the last failure and probably some before it: long enough for 20 at the pace of the last
 * day with failures, from five minutes to an hour, up to the minute after the last one. In whole minutes.
 */
export function exampleWindow({ lastSeenMs, lastDayCount, lastDayFirstSeenMs }: ExampleSource): {
  readonly fromMs: number;
  readonly toMs: number;
} {
  const toMs = (Math.floor(lastSeenMs / minuteMs) + 1) * minuteMs;
  const spanMs = Math.max(minuteMs, lastSeenMs - lastDayFirstSeenMs);
  const wantedMs = (mostExampleLines / Math.max(1, lastDayCount)) * spanMs;
  const lengthMs = Math.min(longestExampleMs, Math.max(shortestMs, Math.ceil(wantedMs / minuteMs) * minuteMs));
  return { fromMs: toMs - lengthMs, toMs };
}

/** What is known about how much a log group holds. */
export interface GroupSize {
  /** As earlier scans measured; null where none has. */
  readonly bytesPerHour: number | null;
  /** As CloudWatch Logs last told; null where it did not. */
  readonly storedBytes: number | null;
  readonly retentionDays: number | null;
}

export interface ScanEstimate {
  readonly bytes: number;
  /** `measured`: from earlier scans of the group. `spread`: stored bytes spread evenly over the retention. `all`: more than everything that is stored cannot be scanned. */
  readonly basis: "measured" | "spread" | "all";
}

/** How many bytes a scan of a window would read, as far as that can be known before; null where nothing is known. */
export function scanEstimate(
  window: { readonly fromMs: number; readonly toMs: number },
  size: GroupSize,
): ScanEstimate | null {
  const hours = (window.toMs - window.fromMs) / (60 * minuteMs);
  const { bytesPerHour, storedBytes, retentionDays } = size;
  if (bytesPerHour !== null) return { bytes: Math.ceil(bytesPerHour * hours), basis: "measured" };
  if (storedBytes === null) return null;
  if (retentionDays === null) return { bytes: storedBytes, basis: "all" };
  return { bytes: Math.ceil((storedBytes / (retentionDays * 24)) * hours), basis: "spread" };
}
