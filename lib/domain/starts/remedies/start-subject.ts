import type { Histogram } from "#lib/domain/statistics/histogram.ts";

/** Days of an average month: what is seen per day is written per month by it. */
export const daysPerMonth = 365 / 12;
/** Seconds of an average month. */
export const secondsPerMonth = daysPerMonth * 86_400;

/** How many environments a function needed at once, and where its cold starts fell, over the hours that are kept. */
export interface ConcurrencyNeed {
  /** The 95 % quantile, by nearest rank, of the hourly maxima of concurrency. */
  readonly environments: number;
  /** Hours with a maximum: those in which it ran. */
  readonly hours: number;
  /** Cold starts in hours whose maximum was within `environments`. */
  readonly coldStartsWithin: number;
  readonly coldStarts: number;
}

/** One function whose starts are to be judged: what it is, and what it did in one period. Null is "not known". */
export interface StartSubject {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  /** Null for a container image. */
  readonly runtime: string | null;
  readonly architecture: string;
  readonly packageType: string;
  readonly codeBytes: number | null;
  readonly memoryMb: number | null;
  readonly ephemeralStorageMb: number;
  /** "PublishedVersions" where SnapStart is on, else "None". */
  readonly snapStart: string;
  /** Environments that provisioned concurrency asks for, over all qualifiers. */
  readonly provisioned: number | null;
  /** Mounted file systems. */
  readonly fileSystems: number | null;
  readonly managedInstances: boolean;
  /** How long the period was, in days. */
  readonly days: number;
  /** Starts with an init that a caller may have waited for. */
  readonly coldStarts: number;
  /** What callers waited in the period: inits on demand, restores and failed inits. */
  readonly waitedMs: number;
  /** Of that the inits on demand that ended well: what remedies can take away. A failed init is a defect to be mended. */
  readonly initWaitedMs: number;
  /** Init durations of the period. */
  readonly init: Histogram;
  readonly initP95Ms: number | null;
  /** List price of INIT in the period. */
  readonly initCostUsd: number | null;
  /** List price of requests and duration in the period. */
  readonly costUsd: number | null;
  readonly requestsUsd: number | null;
  /** Σ of the Duration metric: time in which environments were busy. */
  readonly durationSumMs: number | null;
  readonly concurrency: ConcurrencyNeed | null;
}

/** Starts a day. */
export const coldStartsPerDay = ({ coldStarts, days }: Pick<StartSubject, "coldStarts" | "days">): number =>
  coldStarts / days;
