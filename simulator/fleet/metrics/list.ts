import { cellShape, shapeOf } from "#simulator/fleet/shape/fleet-shape.ts";
import type { Fleet, FleetMetric } from "#simulator/fleet/types.ts";
import { type FunctionUsage, usageOf } from "#simulator/fleet/usage/usage.ts";
import { functionMetrics, hasMetric } from "./function-metrics.ts";
import { regionMetrics } from "./region-metrics.ts";
import { servedResource } from "./series.ts";

/** CloudWatch lists a metric for two weeks after its last point; `RecentlyActive=PT3H` for three hours. */
function activeSince(at: number, recent: boolean): number {
  return at - (recent ? 3 * 3_600_000 : 14 * 86_400_000);
}

function* metricsOfFunction(usage: FunctionUsage): Generator<FleetMetric> {
  const { plan } = usage.profile;
  const byName = [{ Name: "FunctionName", Value: plan.name }];
  const byResource = [...byName, { Name: "Resource", Value: servedResource(usage) }];
  for (const MetricName of Object.keys(functionMetrics)) {
    if (!hasMetric(usage, MetricName)) continue;
    yield { Namespace: "AWS/Lambda", MetricName, Dimensions: byName };
    yield { Namespace: "AWS/Lambda", MetricName, Dimensions: byResource };
  }
}

export interface MetricListQuery {
  readonly accountId: string;
  readonly region: string;
  /** The clock, when only metrics with points in the three hours before are wanted; null for the two weeks before the fleet's now. */
  readonly recentlyActiveAt: Date | null;
}

/** Metrics of AWS/Lambda that ListMetrics knows in an account-Region; lazily, in a fixed order. */
export function* listMetrics(fleet: Fleet, query: MetricListQuery): Generator<FleetMetric> {
  const shape = shapeOf(fleet);
  const cell = cellShape(shape, query.accountId, query.region);
  if (cell === null || cell.count === 0) return;
  const at = Math.floor((query.recentlyActiveAt ?? shape.options.now).getTime() / 60_000) * 60_000;
  const since = activeSince(at, query.recentlyActiveAt !== null);
  for (const MetricName of regionMetrics) yield { Namespace: "AWS/Lambda", MetricName, Dimensions: [] };
  for (let local = 0; local < cell.count; local++) {
    const usage = usageOf(shape, cell.offset + local);
    if (usage.count(since, at) > 0) yield* metricsOfFunction(usage);
  }
}
