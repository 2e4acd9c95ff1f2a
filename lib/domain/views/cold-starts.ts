import type { Coverage } from "#lib/domain/starts/start-rates.ts";
import type { Rate } from "#lib/domain/statistics/rate.ts";
import type { MissingSource } from "./missing-source.ts";

/** By what starts can be grouped, with the words of the switch and of running text. */
export const startDimensions = [
  { value: "runtime", label: "Runtime", phrase: "runtime" },
  { value: "architecture", label: "Architecture", phrase: "architecture" },
  { value: "packageType", label: "Package type", phrase: "package type" },
  { value: "codeSize", label: "Package size", phrase: "package size" },
  { value: "memory", label: "Memory", phrase: "memory" },
  { value: "vpc", label: "VPC", phrase: "VPC" },
  { value: "snapStart", label: "SnapStart", phrase: "SnapStart" },
  { value: "team", label: "Team", phrase: "team" },
  { value: "account", label: "Account", phrase: "account" },
  { value: "region", label: "Region", phrase: "Region" },
] as const;
export type StartDimension = (typeof startDimensions)[number]["value"];

/** By what the worst functions can be ranked. */
export const offenderOrders = ["waited", "cost", "share", "rate", "p99", "starts"] as const;
export type OffenderOrder = (typeof offenderOrders)[number];

/** Starts of the whole scope or of one group of it. Milliseconds and US dollars; null is "not known". */
export interface StartSummary {
  readonly functions: number;
  readonly readFunctions: number;
  readonly rate: Rate;
  readonly coverage: Coverage;
  readonly restores: number;
  /** How many inits the percentiles rest on. */
  readonly initCount: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  /** Sum of all init durations. */
  readonly waitedMs: number | null;
  readonly initCostUsd: number | null;
  readonly costUsd: number | null;
  readonly unpricedFunctions: number;
}

export interface StartGroup extends StartSummary {
  readonly value: string;
  readonly label: string;
}

/** One hour or UTC day. */
export interface StartMoment {
  /** ISO instant of its beginning. */
  readonly t: string;
  readonly rate: Rate;
  readonly initCount: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
}

export interface StartOffender {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly runtime: string | null;
  readonly memoryMb: number | null;
  readonly rate: Rate;
  readonly coverage: Coverage;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly waitedMs: number;
  readonly initCostUsd: number | null;
  /** INIT's part of what the function costs. */
  readonly initShare: number | null;
}

export interface OffenderWindow {
  readonly rows: readonly StartOffender[];
  readonly total: number;
}

export interface UncoveredFunction {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly invocations: number;
  readonly reports: number;
  readonly reasons: readonly string[];
}

export interface ColdStartsView {
  /** Functions in scope; 0 before anything was read. */
  readonly functions: number;
  readonly total: StartSummary;
  readonly dimension: StartDimension;
  readonly groups: readonly StartGroup[];
  readonly moments: readonly StartMoment[];
  /** Start of the hour or day that is not over. */
  readonly incompleteFrom: string | null;
  readonly distribution: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  readonly offenders: OffenderWindow;
  readonly uncovered: { readonly rows: readonly UncoveredFunction[]; readonly total: number };
  readonly missing: readonly MissingSource[];
  /** Merged from single days of functions, since the period is not one that is kept ready-made. */
  readonly wholeDays: boolean;
  /** The series was merged from single functions, since the scope cuts across the rollups. */
  readonly beyondRollups: boolean;
}
