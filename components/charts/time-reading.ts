import { formatUnit, type Unit } from "#lib/client/format.ts";
import { formatDate, formatInstant } from "#lib/client/format-time.ts";
import type { TimeContext } from "./chart-props.ts";
import type { PlaceReading, ReadingValue } from "./types.ts";

/** What a moment is called: an instant in the zone shown, or the UTC day it stands for. */
export function momentTitle(t: number, timeZone: string, utcDays: boolean): string {
  return utcDays ? `${formatDate(new Date(t), "UTC")} (UTC day)` : formatInstant(new Date(t), timeZone);
}

/** One value of a moment, in its unit; what is not known says so. */
export function readingValue(
  { id, label, color }: Omit<ReadingValue, "text">,
  value: number | null,
  unit: Unit,
): ReadingValue {
  return { id, label, color, text: value === null ? "not known" : formatUnit(value, unit) };
}

interface NotesInput extends Pick<TimeContext, "marks" | "unknown" | "incompleteFrom"> {
  readonly t: number;
  /** End of the bucket. */
  readonly end: number;
}

/** What is to be known of a bucket: that it is not over, why nothing was read, what happened in it. */
export function momentNotes({
  t,
  end,
  marks = [],
  unknown = [],
  incompleteFrom = null,
}: NotesInput): PlaceReading["notes"] {
  const reasons = unknown
    .filter(({ from, to }) => Date.parse(from) < end && Date.parse(to) > t)
    .map(({ reason }) => ({ text: `Not known: ${reason}` }));
  const happened = marks
    .filter((mark) => Date.parse(mark.t) >= t && Date.parse(mark.t) < end)
    .slice(0, 6)
    .map(({ label, href }) => ({ text: label, ...(href ? { href } : {}) }));
  const open = incompleteFrom !== null && t >= Date.parse(incompleteFrom);
  return [...(open ? [{ text: "Not over yet: figures still grow." }] : []), ...reasons, ...happened];
}
