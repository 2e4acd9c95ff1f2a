import { mixKeys } from "#simulator/fleet/random.ts";
import { extremesOfDraws } from "#simulator/fleet/usage/class-table.ts";
import { eraAt } from "#simulator/fleet/usage/day.ts";
import type { FunctionUsage } from "#simulator/fleet/usage/usage.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;

/** The busiest moment of an hour: Little's law on a bursty arrival, capped by a reservation. */
function hourPeak(usage: FunctionUsage, hourStart: number): number {
  const day = usage.day(Math.floor(hourStart / dayMs) * dayMs);
  const hour = Math.round((hourStart - day.start) / hourMs);
  const count = (day.hours[hour + 1] ?? 0) - (day.hours[hour] ?? 0);
  if (count === 0) return 0;
  const era = eraAt(usage.profile, hourStart);
  const meanMs = (era.warm.prefix[64] ?? 0) / 6400;
  const burst = usage.profile.rhythm === "busy" ? 3 : 20;
  // A fan-out calls all of an hour at once.
  const isFanOut = usage.profile.plan.story === "fan-out-growing";
  const peak = isFanOut ? count : Math.max(1, Math.ceil((count * meanMs * burst) / hourMs));
  const reserved = usage.profile.plan.reservedConcurrency ?? Number.POSITIVE_INFINITY;
  const storm = era.throttleRate > 0 ? reserved : 0;
  // Calls spill over where all that is provisioned is busy.
  const spill = era.spillRate > 0 ? (usage.profile.plan.provisioned ?? 0) + 1 : 0;
  return Math.max(1, Math.min(reserved, count, Math.max(peak, spill, Number.isFinite(storm) ? storm : 0)));
}

function firstHourPeakMinute(usage: FunctionUsage, hourStart: number): number {
  return mixKeys(usage.profile.key, Math.floor(hourStart / hourMs)) % 60;
}

/** The peak of one minute: one minute of each hour has the hour's peak, the others less. */
function minutePeak(usage: FunctionUsage, moment: number): number {
  const hourStart = Math.floor(moment / hourMs) * hourMs;
  const peak = hourPeak(usage, hourStart);
  if (peak === 0 || usage.count(moment, moment + minuteMs) === 0) return 0;
  const minute = Math.round((moment - hourStart) / minuteMs);
  if (minute === firstHourPeakMinute(usage, hourStart)) return peak;
  return Math.max(
    1,
    Math.floor(peak * (0.25 + 0.6 * (mixKeys(usage.profile.key, Math.floor(moment / minuteMs)) / 4294967296))),
  );
}

/** Most environments busy at once between two moments (whole minutes); 0 when none. */
export function peakConcurrency(usage: FunctionUsage, from: number, to: number): number {
  let peak = 0;
  let moment = from;
  while (moment < to) {
    const whole = moment % hourMs === 0 && moment + hourMs <= to;
    peak = Math.max(peak, whole ? hourPeak(usage, moment) : minutePeak(usage, moment));
    moment += whole ? hourMs : minuteMs;
  }
  return peak;
}

/** Environments busy on average: time spent over time passed. */
export function averageConcurrency(usage: FunctionUsage, from: number, to: number, durationSumMs: number): number {
  const longest = usage.profile.eras.reduce((max, era) => Math.max(max, extremesOfDraws(era.warm, 0, 64).max / 100), 0);
  return Math.max(durationSumMs / (to - from), longest > 0 ? 1e-6 : 0);
}
