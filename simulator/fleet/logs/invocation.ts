import { insightsLogPlan, type LogPlan, logPlanOf } from "#simulator/fleet/functions/logging.ts";
import {
  aliasesOf,
  type SideVersion,
  sideInitShare,
  sideVersionOf,
  takesPlace,
} from "#simulator/fleet/functions/versions.ts";
import { at, hex, mixKeys, uuid } from "#simulator/fleet/random.ts";
import type { Era, FailureKind } from "#simulator/fleet/usage/eras.ts";
import type { FunctionUsage } from "#simulator/fleet/usage/usage.ts";

/** What the log of one function looks like, worked out once per query. */
export interface LogSource {
  readonly usage: FunctionUsage;
  readonly plan: FunctionUsage["profile"]["plan"];
  readonly log: LogPlan;
  readonly version: string;
  /** The version that takes part of the calls beside it; null for nearly all. */
  readonly side: SideVersion | null;
  /** `account:group`, as `@log` shows it. */
  readonly logName: string;
  /** Text in a log line of the function that must not be kept; null for nearly all. */
  readonly secret: string | null;
  /** Names of streams that were made already, by four hours and environment. */
  readonly streams: Map<number, string>;
  /** What reports say behind the request id, as far as they were made already, by place in the class tables. */
  readonly reportTails: Map<Era, Readonly<Record<Population, (string | undefined)[]>>>;
}

export function createLogSource(usage: FunctionUsage, secret: string | null): LogSource {
  const { plan } = usage.profile;
  const log = logPlanOf(plan);
  const version = plan.hasAlias ? (aliasesOf(plan)[0]?.FunctionVersion ?? "$LATEST") : "$LATEST";
  const logName = `${plan.cell.account.id}:${log.group}`;
  const side = sideVersionOf(plan);
  return { usage, plan, log, version, side, logName, secret, streams: new Map(), reportTails: new Map() };
}

/** The same invocations as the Lambda Insights extension writes them down, in the group that all functions share. */
export function createInsightsSource(usage: FunctionUsage): LogSource {
  const { plan } = usage.profile;
  const logName = `${plan.cell.account.id}:${insightsLogPlan.group}`;
  return { ...createLogSource(usage, null), log: insightsLogPlan, logName };
}

export type Population = "warm" | "cold" | "failed";

/** One invocation, or `weight` alike ones of which this is the first. */
export interface Invocation {
  readonly source: LogSource;
  readonly era: Era;
  readonly population: Population;
  /** Place in the class tables, 0 to 63. */
  readonly position: number;
  readonly weight: number;
  /** When it ended, ms since 1970. */
  readonly timestamp: number;
  /** Distinct among the function's invocations of the query. */
  readonly key: number;
}

export function durationMs({ era, population, position }: Invocation): number {
  return (era[population].values[position] ?? 0) / 100;
}

/** Null unless cold; for SnapStart it is the restore. Each init value meets each duration class alike. */
export function initMs(invocation: Invocation): number | null {
  const { era, population, position } = invocation;
  if (population !== "cold") return null;
  const hundredths = era.init.values[(position * 5 + 3) & 63] ?? 0;
  return (isBeside(invocation) ? Math.max(1, Math.round(hundredths * sideInitShare)) : hundredths) / 100;
}

/** Whether the side version of a weighted alias took it. */
function isBeside({ source, position }: Invocation): boolean {
  return source.side !== null && takesPlace(source.side, position);
}

/** The version that took it. */
export function versionOf(invocation: Invocation): string {
  const { version, side } = invocation.source;
  return side !== null && isBeside(invocation) ? side.version : version;
}

export function failureOf({ era, population, position }: Invocation): FailureKind | null {
  return population === "failed" ? at(era.failureKinds, era.failureKind.values[position] ?? 0) : null;
}

/** Whether it failed because INIT did: before the invocation, and again inside it. */
export function failsDuringInit(invocation: Invocation): boolean {
  const { snapStart, setting } = invocation.source.plan;
  return failureOf(invocation)?.duringInit === true && !snapStart && setting !== "managed-instances";
}

/** How long an INIT took that failed by itself: a little over the ten seconds it is given, or until its error. */
export function failedInitMs(invocation: Invocation): number {
  const { era, position } = invocation;
  if (failureOf(invocation)?.status === "timeout") return 10_000 + ((position * 5 + 3) & 63) / 4;
  return (era.init.values[(position * 5 + 3) & 63] ?? 0) / 100;
}

/** How much of the invocation its second INIT took: all of it up to a timeout, nearly all up to an error. */
export function retriedInitMs(invocation: Invocation): number {
  const ms = durationMs(invocation);
  return failureOf(invocation)?.status === "timeout" ? ms : Math.floor(ms * 90) / 100;
}

/**
 * Whether its environment was made by provisioned concurrency, ahead of need: all that started cold are, as long as nothing
 * spills over, and three of four from then on.
 */
export function isProvisioned({ era, population, position, source }: Invocation): boolean {
  const { provisioned, snapStart, setting } = source.plan;
  // Neither SnapStart nor Managed Instances go together with provisioned concurrency.
  if (provisioned === null || snapStart || setting === "managed-instances") return false;
  return population === "cold" && (era.spillRate === 0 || position % 4 !== 0);
}

/** The init of an environment on demand is billed with its first invocation, one of provisioned concurrency is not. */
export function billedMs(invocation: Invocation): number {
  const init = isProvisioned(invocation) ? 0 : (initMs(invocation) ?? 0);
  return Math.ceil(Math.round((durationMs(invocation) + init) * 100) / 100);
}

export function maxMemoryMb(invocation: Invocation): number {
  const { era, position, source } = invocation;
  return failureOf(invocation)?.outOfMemory ? source.plan.memoryMb : (era.memory.values[(position * 11 + 7) & 63] ?? 0);
}

export function requestIdOf({ key }: Invocation): string {
  return uuid(key, "request");
}

/** A few environments per four hours: enough for a stream to stand for an environment, few enough to group by. */
export function streamOf(invocation: Invocation): string {
  const { source, timestamp, position } = invocation;
  const block = Math.floor(timestamp / 14_400_000);
  const beside = isBeside(invocation);
  const place = (block * 4 + (position & 3)) * 2 + (beside ? 1 : 0);
  const known = source.streams.get(place);
  if (known !== undefined) return known;
  const date = new Date(timestamp).toISOString();
  const environment = mixKeys(mixKeys(source.plan.key, block), (position & 3) + (beside ? 4 : 0));
  const name = source.log.shared && !source.log.insights ? source.plan.name : "";
  const stream = `${source.log.insights ? `${source.plan.name}/` : ""}${date.slice(0, 4)}/${date.slice(5, 7)}/${date.slice(8, 10)}/${name}[${versionOf(invocation)}]${hex(environment, "stream", 32)}`;
  source.streams.set(place, stream);
  return stream;
}
