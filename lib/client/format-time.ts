/** Instants in the person's time zone; UTC days as days. Pure: `now` and the zone are arguments. */

const NBSP = "\u00a0";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, or in how long: `just now`, `4 min ago`, `3 h ago`, `5 d ago`, `in 2 h`; from 30 days on a date is better. */
export function formatRelative(instant: Date, now: Date): string {
  const difference = now.getTime() - instant.getTime();
  const size = Math.abs(difference);
  if (size < 45_000) return "just now";
  const text = relativeSize(size);
  return difference > 0 ? `${text} ago` : `in ${text}`;
}

function relativeSize(size: number): string {
  if (size < 59.5 * MINUTE) return `${Math.max(1, Math.round(size / MINUTE))}${NBSP}min`;
  if (size < 35.5 * HOUR) return `${Math.round(size / HOUR)}${NBSP}h`;
  if (size < 60 * DAY) return `${Math.round(size / DAY)}${NBSP}d`;
  if (size < 700 * DAY) return `${Math.round(size / (30.44 * DAY))}${NBSP}months`;
  return `${Math.round(size / (365.25 * DAY))}${NBSP}years`;
}

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone}|${JSON.stringify(options)}`;
  const found = cache.get(key);
  if (found) return found;
  const made = new Intl.DateTimeFormat("en-GB", { timeZone: safeZone(timeZone), ...options });
  cache.set(key, made);
  return made;
}

function safeZone(timeZone: string): string {
  return isTimeZone(timeZone) ? timeZone : "UTC";
}

/** Whether the runtime knows the zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** `21 Nov 2026, 12:36:31 CET`: an instant in full, with its zone named. */
export function formatInstant(instant: Date, timeZone: string): string {
  return formatter(timeZone, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  }).format(instant);
}

/** `21 Nov, 12:36`: for axes and dense rows; the zone is named once beside them. */
export function formatMinute(instant: Date, timeZone: string): string {
  return formatter(timeZone, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(instant);
}

/** `12:36`. */
export function formatClock(instant: Date, timeZone: string): string {
  return formatter(timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(instant);
}

/** `21 Nov 2026`, in the zone given. */
export function formatDate(instant: Date, timeZone: string): string {
  return formatter(timeZone, { day: "numeric", month: "short", year: "numeric" }).format(instant);
}

/** The short name of a zone at an instant: `CET`, `UTC`, `GMT-3`. */
export function zoneName(timeZone: string, instant: Date): string {
  const parts = formatter(timeZone, { timeZoneName: "short" }).formatToParts(instant);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "UTC";
}
