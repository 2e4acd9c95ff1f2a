import type { Rate } from "#lib/domain/statistics/rate.ts";
import type { Estimate } from "./median-interval.ts";

/** What can be done about cold starts, in the order in which it is shown. */
export const startRemedyKinds = ["snapStart", "provisionedConcurrency", "smallerPackage", "arm64", "lessInit"] as const;
export type StartRemedyKind = (typeof startRemedyKinds)[number];

/** What a remedy would change. Milliseconds; `saved` is waiting per day that it would take away. */
export type RemedyEffect =
  | { readonly state: "known"; readonly savedMsPerDay: Estimate; readonly p95AfterMs: number | null }
  /** A bound, not a forecast: nothing says that it can be reached. */
  | { readonly state: "atMost"; readonly savedMsPerDay: number; readonly p95AfterMs: number | null }
  | { readonly state: "unknown"; readonly reason: string };

/** What it costs a month at list price; below zero it saves. */
export type RemedyMoney =
  | { readonly state: "known"; readonly usdPerMonth: number }
  | { readonly state: "unknown"; readonly reason: string };

/** What the effect rests on. */
type RemedyBasis = "measuredHere" | "fleetComparison" | "notKnown";

/** What stands behind the figures of each kind. */
interface RemedyDetails {
  readonly snapStart: { readonly restoredMs: Estimate | null; readonly java: boolean };
  readonly provisionedConcurrency: {
    readonly environments: number | null;
    /** Provisioned already. */
    readonly have: number;
    readonly hours: number;
    readonly covered: Rate | null;
    /** How much of the time the environments to be added would be busy. */
    readonly busyShare: number | null;
    /** The share from which on provisioned concurrency costs less than on demand. */
    readonly breakEvenShare: number | null;
  };
  readonly smallerPackage: {
    readonly fromBytes: number;
    readonly toBytes: number | null;
    /** Init after by init before. */
    readonly ratio: Estimate | null;
  };
  readonly arm64: { readonly ratio: Estimate | null };
  readonly lessInit: { readonly quartileMs: Estimate | null };
}

interface RemedyOf<K extends StartRemedyKind> {
  readonly kind: K;
  readonly effect: RemedyEffect;
  readonly money: RemedyMoney;
  readonly basis: RemedyBasis;
  /** Starts and functions that the effect rests on; 0 where it is not known. */
  readonly n: { readonly starts: number; readonly functions: number };
  /** What to mind: sentences. */
  readonly caveats: readonly string[];
  readonly detail: RemedyDetails[K];
}

export type StartRemedy = { [K in StartRemedyKind]: RemedyOf<K> }[StartRemedyKind];

/** A remedy that does not apply, and why. */
export interface ExcludedRemedy {
  readonly kind: StartRemedyKind;
  readonly reason: string;
}

export type JudgedRemedy = StartRemedy | ExcludedRemedy;

/** Whether a remedy applies. */
export function applies(judged: JudgedRemedy): judged is StartRemedy {
  return "effect" in judged;
}
