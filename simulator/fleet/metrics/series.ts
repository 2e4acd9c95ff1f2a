import { localIndexOf } from "#simulator/fleet/functions/names.ts";
import { aliasesOf, sideVersionOf } from "#simulator/fleet/functions/versions.ts";
import { cellShape, shapeOf } from "#simulator/fleet/shape/fleet-shape.ts";
import type { CellShape, FleetShape } from "#simulator/fleet/shape/shape.ts";
import type { Fleet, MetricQuery, MetricSeries } from "#simulator/fleet/types.ts";
import { type FunctionUsage, usageOf } from "#simulator/fleet/usage/usage.ts";
import { functionMetrics, hasMetric } from "./function-metrics.ts";
import { natBytes } from "./nat-metrics.ts";
import { regionPoint } from "./region-metrics.ts";
import { versionPoint } from "./version-metrics.ts";

/** The function that dimensions name, when the metric is kept under them: FunctionName alone, or with the Resource that serves its traffic. */
function usageOfDimensions(
  shape: FleetShape,
  cell: CellShape,
  dimensions: MetricQuery["dimensions"],
): FunctionUsage | null {
  const { FunctionName: name, Resource: resource, ExecutedVersion: version, ...others } = dimensions;
  if (name === undefined || Object.keys(others).length > 0) return null;
  const local = localIndexOf(cell, name);
  if (local === null) return null;
  const usage = usageOf(shape, cell.offset + local);
  if (resource === undefined) return version === undefined ? usage : null;
  if (resource !== servedResource(usage)) return null;
  const served = [aliasesOf(usage.profile.plan)[0]?.FunctionVersion, sideVersionOf(usage.profile.plan)?.version];
  return version === undefined || served.includes(version) ? usage : null;
}

/** The version that a series is of, where the function runs two; null for a series of all its calls. */
function versionAsked(usage: FunctionUsage | null, { dimensions }: MetricQuery): string | null {
  const { ExecutedVersion: version } = dimensions;
  return usage === null || version === undefined || sideVersionOf(usage.profile.plan) === null ? null : version;
}

/** All traffic of a function with a `live` alias comes through it, else through the unqualified name. */
export function servedResource({ profile: { plan } }: FunctionUsage): string {
  return plan.hasAlias ? `${plan.name}:live` : plan.name;
}

/** Points of one statistic of one metric, ascending, those without data left out. Sums of finer periods equal coarser ones. */
export function metricSeries(fleet: Fleet, query: MetricQuery): MetricSeries {
  const series: MetricSeries = { timestamps: [], values: [] };
  const shape = shapeOf(fleet);
  const cell = cellShape(shape, query.accountId, query.region);
  if (cell === null || cell.count === 0) return series;
  if (query.namespace === "AWS/NATGateway") return natSeries(cell, query);
  if (query.namespace !== "AWS/Lambda") return series;
  const periodMs = query.periodSeconds * 1000;
  const start = Math.floor(query.start.getTime() / periodMs) * periodMs;
  const end = query.end.getTime();
  const wide = Object.keys(query.dimensions).length === 0;
  const usage = wide ? null : usageOfDimensions(shape, cell, query.dimensions);
  const point = functionMetrics[query.metricName];
  const version = versionAsked(usage, query);
  if (version !== null && query.stat !== "Sum") return series;
  if (!wide && (usage === null || point === undefined || !hasMetric(usage, query.metricName))) return series;
  for (let from = start; from < end; from += periodMs) {
    const value =
      usage !== null && point !== undefined
        ? version === null
          ? point(usage, from, from + periodMs, query.stat)
          : versionPoint(usage, version, query.metricName, [from, from + periodMs])
        : regionPoint(shape, cell, query.metricName, from, from + periodMs, query.stat);
    if (value === null) continue;
    series.timestamps.push(new Date(from));
    series.values.push(value);
  }
  return series;
}

/** Sums alone: nobody asks for anything else of a gateway's bytes. */
function natSeries(cell: CellShape, query: MetricQuery): MetricSeries {
  const series: MetricSeries = { timestamps: [], values: [] };
  const { NatGatewayId: natGatewayId, ...others } = query.dimensions;
  const periodMs = query.periodSeconds * 1000;
  if (
    natGatewayId === undefined ||
    Object.keys(others).length > 0 ||
    query.stat !== "Sum" ||
    periodMs % 3_600_000 !== 0
  )
    return series;
  const start = Math.floor(query.start.getTime() / periodMs) * periodMs;
  for (let from = start; from < query.end.getTime(); from += periodMs) {
    const bytes = natBytes(cell, natGatewayId, query.metricName, from, from + periodMs);
    if (bytes === null) return series;
    series.timestamps.push(new Date(from));
    series.values.push(bytes);
  }
  return series;
}
