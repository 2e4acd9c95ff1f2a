const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Hours are kept and drawn for up to 15 days; what is longer or older is drawn by day. */
const hourlyMs = 15 * dayMs;
/** More steps than this would be no chart: an address may ask for centuries. */
const mostSteps = 1_500;

export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** How a period is drawn. */
export interface SeriesPeriod {
  readonly granularity: "hour" | "day";
  readonly stepMs: number;
  readonly reason: string | null;
  /** The beginnings of its steps, in epoch milliseconds. */
  readonly steps: readonly number[];
  /** The step that is not over at `now`; null where all are. */
  readonly incompleteFrom: number | null;
  /** The period before, moved by whole steps, so that its steps fall onto these. */
  readonly previous: (Span & { readonly shiftMs: number }) | null;
}

/**
 * Steps of a period: hours where they are kept for all that is shown, UTC days else. What lies after `now` has no step.
 * The previous period has as many steps and ends where this one begins, or within a day of it.
 */
export function seriesPeriod({ from, to }: Span, compare: boolean, now: Date): SeriesPeriod {
  const end = Math.min(to.getTime(), now.getTime());
  const length = to.getTime() - from.getTime();
  const oldest = now.getTime() - hourlyMs - hourMs;
  const short = length <= hourlyMs && from.getTime() >= oldest;
  const hourly = short && (!compare || from.getTime() - length >= oldest);
  const stepMs = hourly ? hourMs : dayMs;
  const first = Math.max(Math.floor(from.getTime() / stepMs), Math.ceil(end / stepMs) - mostSteps);
  const count = Math.max(0, Math.ceil(end / stepMs) - first);
  const steps = Array.from({ length: count }, (_, k) => (first + k) * stepMs);
  const last = steps.at(-1);
  const shiftMs = shiftOf(count * stepMs);
  return {
    granularity: hourly ? "hour" : "day",
    stepMs,
    reason: reasonOf(hourly, short, length <= hourlyMs),
    steps,
    incompleteFrom: last !== undefined && last + stepMs > now.getTime() ? last : null,
    previous:
      compare && last !== undefined
        ? { from: new Date(first * stepMs - shiftMs), to: new Date((first + count) * stepMs - shiftMs), shiftMs }
        : null,
  };
}

/**
 * How far back the previous period lies: its own length, from a day on in whole days, so that the same hours of the day
 * lie under each other; seven days of them are the same weekdays, too.
 */
function shiftOf(lengthMs: number): number {
  return lengthMs < dayMs ? Math.max(hourMs, lengthMs) : Math.ceil(lengthMs / dayMs) * dayMs;
}

function reasonOf(hourly: boolean, short: boolean, brief: boolean): string | null {
  if (hourly || !brief) return null;
  return short
    ? "Hours are kept for 15 days, and the previous period is older: both are drawn by UTC day."
    : "Hours are kept for 15 days; what is older is drawn by UTC day.";
}
