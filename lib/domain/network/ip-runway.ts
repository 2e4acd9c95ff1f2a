import { linearTrend } from "#lib/domain/statistics/linear-trend.ts";

/** Free addresses of a subnet at one moment (AvailableIpAddressCount, already without the five that AWS keeps). */
export interface FreeAddresses {
  readonly at: Date;
  readonly available: number;
}

export interface IpRunway {
  readonly available: number;
  /** Change a day by the line of least squares; null when fewer than two moments are known. */
  readonly perDay: number | null;
  /** Days until none is left at that pace; 0 when none is; null when the number does not fall or no trend is known. */
  readonly daysToZero: number | null;
  /** Fewer than 8 free, or fewer than 14 days left. */
  readonly tight: boolean;
}

const dayMs = 86_400_000;
const fewestFree = 8;
const fewestDays = 14;

/** How long a subnet's free addresses last, from what was seen of them; null when nothing was. */
export function ipRunway(seen: readonly FreeAddresses[]): IpRunway | null {
  const latest = seen.reduce<FreeAddresses | null>(
    (last, one) => (last === null || one.at >= last.at ? one : last),
    null,
  );
  if (latest === null) return null;
  const origin = latest.at.getTime();
  const trend = linearTrend(seen.map(({ at, available }) => ({ x: (at.getTime() - origin) / dayMs, y: available })));
  const perDay = trend?.slope ?? null;
  const daysToZero = latest.available <= 0 ? 0 : perDay === null || perDay >= 0 ? null : latest.available / -perDay;
  const tight = latest.available < fewestFree || (daysToZero !== null && daysToZero < fewestDays);
  return { available: latest.available, perDay, daysToZero, tight };
}
