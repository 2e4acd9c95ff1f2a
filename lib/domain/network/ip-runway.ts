import { linearTrend } from "#lib/domain/statistics/linear-trend.ts";

/** Free addresses of a subnet at one moment (AvailableIpAddressCount, already without the five that AWS keeps). */
export interface FreeAddresses {
  readonly at: Date;
  readonly available: number;
}

export interface IpRunway {
  readonly available: number;
  /** What is left of them when every planned combination has its interface; never below 0. */
  readonly afterPlanned: number;
  /** Change a day by the line of least squares; null when fewer than two moments are known. */
  readonly perDay: number | null;
  /**
   * Days until none of `afterPlanned` is left at that pace; 0 when none is; null when the number does not fall or no trend
   * is known.
   */
  readonly daysToZero: number | null;
  /** Fewer than 8 free, or fewer than 14 days left. */
  readonly tight: boolean;
}

const dayMs = 86_400_000;
const fewestFree = 8;
const fewestDays = 14;

/**
 * How long a subnet's free addresses last, from what was seen of them; null when nothing was. Left = addresses free −
 * combinations of subnet and security groups that Lambda has not made an interface for yet; days = left ÷ loss a day by
 * least squares over what was seen.
 *
 * @param planned combinations without an interface: idle and new functions take one each when they start
 */
export function ipRunway(seen: readonly FreeAddresses[], planned = 0): IpRunway | null {
  const latest = seen.reduce<FreeAddresses | null>(
    (last, one) => (last === null || one.at >= last.at ? one : last),
    null,
  );
  if (latest === null) return null;
  const origin = latest.at.getTime();
  const trend = linearTrend(seen.map(({ at, available }) => ({ x: (at.getTime() - origin) / dayMs, y: available })));
  const perDay = trend?.slope ?? null;
  const left = Math.max(0, latest.available - planned);
  const daysToZero = left === 0 ? 0 : perDay === null || perDay >= 0 ? null : left / -perDay;
  const tight = left < fewestFree || (daysToZero !== null && daysToZero < fewestDays);
  return { available: latest.available, afterPlanned: left, perDay, daysToZero, tight };
}
