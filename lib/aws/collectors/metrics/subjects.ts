import type { CollectContext } from "#lib/aws/collectors/collector.ts";
import { isWithinReach } from "#lib/domain/collection/metric-tiers.ts";
import type { MetricRequest } from "#lib/domain/collection/source.ts";
import { type ListedMetrics, listMetrics } from "./listed-metrics.ts";
import { coreMetrics, type MetricPlan, type MetricSubject, rareMetrics, regionMetrics } from "./metric-plan.ts";

/** What CloudWatch lists, as far as the requests need it; null where it cannot be listed or need not be. */
export interface MetricListings {
  /** Metrics with data published within two weeks. */
  readonly remembered: ListedMetrics | null;
  /** Metrics with data published within three hours. */
  readonly recent: ListedMetrics | null;
}

/**
 * A request as it can be answered now: a task that was planned, then lay still and is gone on with, may have been planned
 * for a listing that does not reach back far enough any more.
 */
export function withinReach(request: MetricRequest, now: Date): MetricRequest {
  const { tier, unread } = request;
  return tier === "active" && unread !== undefined && !isWithinReach(unread.from, now)
    ? { ...request, tier: "listed" }
    : request;
}

/** Lists what the tiers of some requests go by: at most both listings, once each. */
export async function listingsFor(
  context: CollectContext,
  requests: readonly MetricRequest[],
): Promise<MetricListings> {
  const tiers = new Set(requests.map(tierOf));
  const remembers = tiers.has("listed") || tiers.has("unlisted") || tiers.has("possible");
  return {
    remembered: remembers ? await listMetrics(context) : null,
    recent: tiers.has("active") ? await listMetrics(context, { recentlyActive: true }) : null,
  };
}

/**
 * What a request asks: the account-Region as a whole, then each named function; one that is not asked has no metrics.
 * Positions do not depend on what is listed, so that cursors hold.
 */
export function subjectsOf(request: MetricRequest, listings: MetricListings): readonly MetricSubject[] {
  const tier = tierOf(request);
  const percentilesOnly = request.percentilesOnly ?? false;
  const asksWhole = tier !== "unlisted" && tier !== "every" && !percentilesOnly;
  return [
    { functionName: null, metrics: asksWhole ? regionMetrics : [] },
    ...request.functionNames.map((functionName) => {
      const metrics = metricsBy[tier](functionName, request, listings);
      if (percentilesOnly) return { functionName, metrics: metrics.filter(hasPercentiles) };
      const provisioned = provisionedBy(tier, listings)?.provisionedOf(functionName) ?? [];
      return provisioned.length === 0 ? { functionName, metrics } : { functionName, metrics, provisioned };
    }),
  ];
}

/** Whether a request asks for every version and alias whose provisioned concurrency had calls: what is absent had none. */
export function asksProvisioned(request: MetricRequest, listings: MetricListings): boolean {
  return !(request.percentilesOnly ?? false) && provisionedBy(tierOf(request), listings) !== null;
}

/** Versions and aliases are known by the listing alone: without one their metrics are not asked for. */
function provisionedBy(tier: NonNullable<MetricRequest["tier"]>, { recent, remembered }: MetricListings) {
  if (tier === "active") return recent;
  return tier === "listed" || tier === "possible" ? remembered : null;
}

function hasPercentiles({ statistics }: MetricPlan<string>): boolean {
  return statistics.some(({ stat }) => stat.startsWith("p"));
}

type MetricsOf = (name: string, request: MetricRequest, listings: MetricListings) => MetricSubject["metrics"];

const all = [...coreMetrics, ...rareMetrics];

/** Where there is no listing, everything is asked for, once: by the tiers that would have asked for what is listed. */
const metricsBy: Readonly<Record<NonNullable<MetricRequest["tier"]>, MetricsOf>> = {
  active: (name, _request, { recent }) => (recent === null ? all : all.filter(isListed(recent, name))),
  listed: (name, { from }, { remembered }) => {
    if (remembered === null) return all;
    if (!coreMetrics.some(isListed(remembered, name))) return [];
    // Older than the listing: a metric that is not listed may have data. Rare ones are asked for where they still occur.
    const core = from >= remembered.completeSince ? coreMetrics.filter(isListed(remembered, name)) : coreMetrics;
    return [...core, ...rareMetrics.filter(isListed(remembered, name))];
  },
  unlisted: (name, _request, { remembered }) =>
    remembered === null || coreMetrics.some(isListed(remembered, name)) ? [] : coreMetrics,
  possible: (name, { from }, { remembered }) => {
    if (remembered === null) return all;
    if (from >= remembered.completeSince) return all.filter(isListed(remembered, name));
    return [...coreMetrics, ...rareMetrics.filter(isListed(remembered, name))];
  },
  every: () => all,
};

function isListed(listed: ListedMetrics, functionName: string) {
  return ({ metricName }: MetricPlan<string>): boolean => listed.has(functionName, metricName);
}

function tierOf({ tier }: MetricRequest): NonNullable<MetricRequest["tier"]> {
  return tier ?? "possible";
}
