/** The cost of one complete UTC day; null where it is not known. */
export interface DayCost {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly usd: number | null;
}

export interface MonthForecast {
  /** Sum of the month's known days. */
  readonly spentUsd: number;
  /** Null when fewer than three known days stand behind it. */
  readonly forecastUsd: number | null;
  /** Days of the month whose cost is known, and how many the month has. */
  readonly daysKnown: number;
  readonly daysInMonth: number;
  /** Known days that the daily mean rests on (at most seven). */
  readonly daysBehind: number;
}

const fewestDays = 3;
/** One week, so that quiet week-ends count as often as they come. */
const recentDays = 7;

/**
 * What a month will cost: its known days + the mean of the last seven known days × its other days. Days of the month
 * before may be passed too; they count towards the mean only. `month` is YYYY-MM. A day that is not known, past or
 * to come, is taken at the mean, never as 0.
 */
export function monthForecast(days: readonly DayCost[], month: string): MonthForecast {
  const known = days
    .flatMap(({ day, usd }) => (usd === null ? [] : [{ day, usd }]))
    .filter(({ day }) => day.slice(0, 7) <= month)
    .toSorted((one, other) => (one.day < other.day ? -1 : 1));
  const ofMonth = known.filter(({ day }) => day.startsWith(`${month}-`));
  const recent = known.slice(-recentDays);
  const sum = (list: readonly { readonly usd: number }[]) => list.reduce((total, { usd }) => total + usd, 0);
  const spentUsd = sum(ofMonth);
  const daysInMonth = daysOf(month);
  const rest = (sum(recent) / recent.length) * (daysInMonth - ofMonth.length);
  return {
    spentUsd,
    forecastUsd: recent.length < fewestDays ? null : spentUsd + rest,
    daysKnown: ofMonth.length,
    daysInMonth,
    daysBehind: recent.length,
  };
}

function daysOf(month: string): number {
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  if (!/^\d{4}-\d{2}$/.test(month) || Number.isNaN(days)) throw new RangeError(`${month} is not a month (YYYY-MM).`);
  return days;
}
