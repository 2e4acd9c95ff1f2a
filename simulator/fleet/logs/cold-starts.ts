import { chance, hex, keyOf, mixKeys, unit } from "#simulator/fleet/random.ts";
import { durationMs, type Invocation, initMs, isProvisioned, type LogSource, versionOf } from "./invocation.ts";
import { invocationsOf } from "./invocations.ts";

const minuteMs = 60_000;
const hourMs = 3_600_000;
const feltPauseMs = { least: 20, most: 320 } as const;
const aheadPauseMs = { least: 30_000, most: 900_000 } as const;
/** Environments of provisioned concurrency stand ready for hours. */
const provisionedPauseMs = { least: hourMs, most: 6 * hourMs } as const;

/** How long before its report the INIT of an environment on demand may have begun: ahead of need, and both at their longest. */
export const longestLeadMs = aheadPauseMs.most + 2 * 900_000;

/** An environment by itself: how its log stream tells of it. Milliseconds since 1970. */
export interface ColdStart {
  /** The first invocation; its timestamp is that of its report. */
  readonly invocation: Invocation;
  readonly stream: string;
  readonly initStartedAt: number;
  readonly invokedAt: number;
  /** Whether Lambda initialised it ahead of need, so that nobody waited. */
  readonly ahead: boolean;
  readonly provisioned: boolean;
}

/** The share of a function's cold starts that Lambda initialises ahead of need: none of most functions. */
export function aheadShare({ plan }: LogSource): number {
  if (plan.snapStart || !chance(plan.key, "ahead of need", 0.4)) return 0;
  return 0.15 + 0.5 * unit(plan.key, "share ahead of need");
}

/** Cold starts whose report falls between two moments (whole minutes), one by one, with the instants of their environments. */
export function* coldStartsOf(source: LogSource, from: number, to: number): Generator<ColdStart> {
  const hasCold = (start: number, end: number) =>
    source.usage.stretches(start, end).some(({ coldFrom, coldTo }) => coldTo > coldFrom);
  for (let hour = from; hour < to; hour = (Math.floor(hour / hourMs) + 1) * hourMs) {
    const end = Math.min(to, (Math.floor(hour / hourMs) + 1) * hourMs);
    if (!hasCold(hour, end)) continue;
    for (let minute = hour; minute < end; minute += minuteMs)
      if (hasCold(minute, minute + minuteMs)) yield* coldStartsOfMinute(source, minute);
  }
}

function* coldStartsOfMinute(source: LogSource, minute: number): Generator<ColdStart> {
  for (const found of invocationsOf(source, minute, minute + minuteMs, "each")) {
    for (const invocation of found) {
      if (invocation.population !== "cold") continue;
      for (let k = 0; k < invocation.weight; k++) {
        const key = k === 0 ? invocation.key : mixKeys(invocation.key, k);
        yield coldStartOf({ ...invocation, key, weight: 1 });
      }
    }
  }
}

function coldStartOf(invocation: Invocation): ColdStart {
  const { source, key, timestamp } = invocation;
  const provisioned = isProvisioned(invocation);
  const ahead = !provisioned && chance(key, "ahead", aheadShare(source));
  const { least, most } = provisioned ? provisionedPauseMs : ahead ? aheadPauseMs : feltPauseMs;
  const pauseMs = least + unit(key, "pause") * (most - least);
  const invokedAt = timestamp - durationMs(invocation);
  const initStartedAt = Math.floor(invokedAt - (initMs(invocation) ?? 0) - pauseMs);
  return { invocation, stream: ownStream(invocation, initStartedAt), initStartedAt, invokedAt, ahead, provisioned };
}

/** A stream stands for one environment, and is named by the day on which that began. */
function ownStream(invocation: Invocation, initStartedAt: number): string {
  const { source, key } = invocation;
  const date = new Date(initStartedAt).toISOString().slice(0, 10).replaceAll("-", "/");
  const name = source.log.shared ? source.plan.name : "";
  return `${date}/${name}[${versionOf(invocation)}]${hex(keyOf(source.plan.key, key), "own stream", 32)}`;
}
