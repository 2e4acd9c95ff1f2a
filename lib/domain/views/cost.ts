import type { MissingSource } from "./missing-source.ts";

/** By what cost can be grouped, with the words of the switch. `tag` needs a key. */
export const costDimensions = [
  { value: "account", label: "Account", phrase: "account" },
  { value: "team", label: "Team", phrase: "team" },
  { value: "tag", label: "Tag", phrase: "tag" },
  { value: "region", label: "Region", phrase: "Region" },
  { value: "architecture", label: "Architecture", phrase: "architecture" },
] as const;
export type CostDimension = (typeof costDimensions)[number]["value"];

/** Money and use of the scope or of a group, at list price in US dollars; null is "not known", never 0. */
export interface CostSummary {
  readonly functions: number;
  readonly invocations: number | null;
  readonly costUsd: number | null;
  readonly requestsUsd: number | null;
  readonly durationUsd: number | null;
  readonly initUsd: number | null;
  /** Functions that ran and whose cost is not known, and their invocations. */
  readonly unpricedFunctions: number;
  readonly unpricedInvocations: number;
  /** Functions of which no metric was read. */
  readonly unreadFunctions: number;
}

export interface CostGroup extends CostSummary {
  readonly value: string;
  readonly label: string;
}

export interface CostDay {
  /** YYYY-MM-DD, a UTC day. */
  readonly day: string;
  readonly costUsd: number | null;
  readonly unpricedInvocations: number;
}

export const costOrders = ["cost", "init", "requests", "invocations", "perMillion"] as const;
export type CostOrder = (typeof costOrders)[number];

export interface CostFunction {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly architecture: string;
  readonly memoryMb: number | null;
  readonly team: string | null;
  readonly invocations: number | null;
  readonly costUsd: number | null;
  readonly requestsUsd: number | null;
  readonly initUsd: number | null;
  /** Gone from AWS; what it cost stays. */
  readonly deleted: boolean;
}

export interface CostWindow {
  readonly rows: readonly CostFunction[];
  readonly total: number;
}

export interface CostMonth {
  /** YYYY-MM. */
  readonly month: string;
  readonly spentUsd: number;
  readonly forecastUsd: number | null;
  readonly daysKnown: number;
  readonly daysInMonth: number;
  readonly daysBehind: number;
  /** Invocations of the month whose price is not known. */
  readonly unpricedInvocations: number;
  /** What the payer's free tier takes off the month so far; null for a part of the organisation. */
  readonly freeTierUsd: number | null;
}

export interface CostView {
  readonly functions: number;
  readonly total: CostSummary;
  readonly month: CostMonth;
  readonly days: readonly CostDay[];
  /** The UTC day that is not over. */
  readonly today: string;
  readonly dimension: CostDimension;
  readonly tagKey: string | null;
  readonly tagKeys: readonly string[];
  readonly groups: readonly CostGroup[];
  readonly ranking: CostWindow;
  readonly priceDate: string;
  /** Regions in scope without a price, with how much ran there. */
  readonly missing: readonly MissingSource[];
  readonly wholeDays: boolean;
  readonly beyondRollups: boolean;
  /** ISO instants of the period. */
  readonly from: string;
  readonly to: string;
}
