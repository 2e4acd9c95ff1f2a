import { formatClock, formatDate, formatMinute } from "#lib/client/format-time.ts";
import { timeTicks } from "./series-data.ts";

const DAY = 86_400_000;

/** Ticks and labels of a time axis in a zone: clock times within two days, days beyond. */
export function timeAxis(
  from: number,
  to: number,
  timeZone: string,
): { readonly ticks: number[]; readonly format: (t: number) => string } {
  const ticks = timeTicks(from, to, 8, zoneOffset(from, timeZone));
  const long = to - from > 2 * DAY;
  return {
    ticks,
    format: (t) => {
      const instant = new Date(t);
      const clock = formatClock(instant, timeZone);
      if (!long && clock !== "00:00") return clock;
      return clock === "00:00" ? formatDate(instant, timeZone).replace(/ \d{4}$/, "") : formatMinute(instant, timeZone);
    },
  };
}

/** How far a zone is ahead of UTC at an instant, in milliseconds. */
export function zoneOffset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
  return local - Math.floor(at / 60_000) * 60_000;
}
