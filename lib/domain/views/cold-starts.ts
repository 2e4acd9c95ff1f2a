import type { Remedy } from "#lib/domain/findings/remedies/remedy.ts";
import type { FeltStarts } from "#lib/domain/starts/felt-starts.ts";
import type { ExcludedRemedy, StartRemedy, StartRemedyKind } from "#lib/domain/starts/remedies/start-remedy.ts";
import type { RemedySum } from "#lib/domain/starts/remedies/summarise-remedies.ts";
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
  /** Of these starts, those that somebody waited for. */
  readonly felt: FeltStarts;
  readonly coverage: Coverage;
  /** Of the reports, events of Lambda Insights. */
  readonly insightsReports: number;
  readonly restores: number;
  readonly restoreMs: number | null;
  /** Inits of environments that provisioned concurrency made: nobody waited. Null: not told apart when they were read. */
  readonly provisionedInits: number | null;
  /** Inits that failed and were made again inside the invocation. Null: as above. */
  readonly suppressedInits: number | null;
  readonly initFailures: number;
  /** How many inits the percentiles rest on. */
  readonly initCount: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  /** What callers waited: inits on demand, restores and failed inits. */
  readonly waitedMs: number | null;
  /** The same per day of the period, so that periods compare. */
  readonly waitedMsPerDay: number | null;
  readonly initCostUsd: number | null;
  readonly costUsd: number | null;
  readonly unpricedFunctions: number;
}

export interface StartGroup extends StartSummary {
  readonly value: string;
  readonly label: string;
  /** The rate of the period before; null where it is not compared, or not kept for the scope. */
  readonly previousRate: Rate | null;
}

/** The period before, of the same length: what the scope bar's comparison shows. From the ready-made days. */
export interface PreviousStarts {
  /** ISO instants. */
  readonly from: string;
  readonly to: string;
  /** What its moments are moved by to lie under those of this period. */
  readonly shiftMs: number;
  readonly rate: Rate;
  readonly coverage: Coverage;
  readonly initCount: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  readonly waitedMsPerDay: number | null;
  readonly moments: readonly StartMoment[];
  /** Whether groups can be compared too: only for a scope that is kept by the group's dimension. */
  readonly byGroup: boolean;
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

/** The best remedy of a function, in short. */
export interface BestRemedy {
  readonly kind: StartRemedyKind;
  readonly savedMsPerDay: number;
  /** Null where it is not known, or not for the viewer's eyes. */
  readonly usdPerMonth: number | null;
}

export interface StartOffender {
  readonly id: number;
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly runtime: string | null;
  readonly memoryMb: number | null;
  readonly rate: Rate;
  readonly felt: FeltStarts;
  readonly coverage: Coverage;
  /** Of the reports, events of Lambda Insights. */
  readonly insightsReports: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly waitedMs: number;
  readonly waitedMsPerDay: number;
  readonly initCostUsd: number | null;
  /** INIT as billed, at list price, for an average month. */
  readonly initUsdPerMonth: number | null;
  /** INIT's part of what the function costs. */
  readonly initShare: number | null;
}

/** One remedy for one function, with how it is done. */
export interface StartRemedyView {
  readonly remedy: StartRemedy;
  readonly best: boolean;
  readonly texts: readonly Remedy[];
}

/** What can be done about one function's starts. */
export interface StartRemediesView {
  readonly waitedMsPerDay: number;
  /** Of that the inits that ended well, which is what remedies can take away; the rest is restores and failed inits. */
  readonly initWaitedMsPerDay: number;
  readonly coldStartsPerDay: number;
  readonly p95Ms: number | null;
  readonly remedies: readonly StartRemedyView[];
  readonly excluded: readonly ExcludedRemedy[];
}

/** What would help most: the best remedy of each function that was judged, added up. */
export interface RemedySummaryView {
  readonly sums: readonly RemedySum[];
  /** Functions judged, those with the longest waits first. */
  readonly judged: number;
  readonly judgedWaitedMsPerDay: number;
  /** Functions judged for which no effect is known. */
  readonly without: number;
  /** By the function's id; null where no remedy has an effect that is known. Functions that were not judged are absent. */
  readonly best: Readonly<Record<number, BestRemedy | null>>;
}

/** When in the week callers wait: of a bounded list of functions, from the hours that are kept. */
export interface StartWeekView {
  /** Seven rows, Monday first, of 24 shares; null where fewer than 30 reports were read. UTC. */
  readonly shares: readonly (readonly (number | null)[])[];
  readonly functions: number;
  readonly reports: number;
  /** ISO instants: from the first hour that was read to the end of the last. */
  readonly from: string;
  readonly to: string;
}

/** Why reports are missing, in one word. */
export const gapKinds = [
  "sourceFailed",
  "postponed",
  "notYetRead",
  "roleCannotWriteLogs",
  "noLogGroup",
  "systemLogLevel",
  "logGroupClass",
  "retention",
  "sharedGroup",
  "unexplained",
] as const;
export type GapKind = (typeof gapKinds)[number];

/** Functions whose reports are missing for one reason; a function with several reasons counts under each. */
export interface CoverageGap {
  readonly kind: GapKind;
  readonly functions: number;
  readonly missingReports: number;
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

export interface UncoveredView {
  /** Of the reason that was asked for, the busiest first. */
  readonly rows: readonly UncoveredFunction[];
  /** All functions of the scope without enough reports. */
  readonly total: number;
  /** How many of them were looked at for their reason. */
  readonly judged: number;
  readonly gaps: readonly CoverageGap[];
  readonly chosen: GapKind | null;
}

export interface ColdStartsView {
  /** Functions in scope that have starts; 0 before anything was read. */
  readonly functions: number;
  /** Functions in scope on Managed Instances, which have none: they are in no other figure here. */
  readonly onInstances: number;
  readonly total: StartSummary;
  readonly dimension: StartDimension;
  readonly groups: readonly StartGroup[];
  readonly moments: readonly StartMoment[];
  /** Null where no comparison was asked for. */
  readonly previous: PreviousStarts | null;
  /** Start of the hour or day that is not over. */
  readonly incompleteFrom: string | null;
  readonly distribution: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  /** Of SnapStart restores; empty where none was seen. */
  readonly restoreDistribution: ColdStartsView["distribution"];
  readonly restoreQuantiles: { readonly p50Ms: number; readonly p95Ms: number; readonly p99Ms: number } | null;
  readonly offenders: OffenderWindow;
  /** Whose callers waited longest; null where the list stands in another order. */
  readonly worst: StartOffender | null;
  readonly missing: readonly MissingSource[];
  /** Merged from single days of functions, since the period is not one that is kept ready-made. */
  readonly wholeDays: boolean;
  /** The series was merged from single functions, since the scope cuts across the rollups. */
  readonly beyondRollups: boolean;
}
