import { formatDuration } from "#lib/client/format.ts";

/** A difference of durations with its sign: `+12 ms`, `−3.4 ms`. */
export function formatDifference(ms: number): string {
  return ms > 0 ? `+${formatDuration(ms)}` : formatDuration(ms);
}
