import type { MetricPage } from "#lib/domain/collection/source.ts";
import type { FunctionMetricPoint, RegionMetricPoint } from "#lib/domain/fleet/observed.ts";
import type { ProvisionedMetricPoint } from "#lib/domain/fleet/observed-provisioned.ts";
import { type MetricValue, periodSecondsOf } from "./get-metric-data.ts";

type Fields = Map<string, number>;

interface Row {
  readonly functionName: string | null;
  readonly qualifier: string | null;
  readonly at: Date;
  readonly fields: Fields;
}

/** Rows from datapoints, one per function (or its version or alias) and period that has any; by function, then time. */
export function metricPageOf(granularity: "hour" | "day", values: readonly MetricValue[]): MetricPage {
  const rows = new Map<string, Row>();
  const periodMs = periodSecondsOf[granularity] * 1_000;
  for (const { functionName, qualifier, field, at, value } of values) {
    // Timestamps are the start of a period already; an endpoint that rounds otherwise must not double a row.
    const start = Math.floor(at.getTime() / periodMs) * periodMs;
    const key = `${functionName ?? ""} ${qualifier ?? ""} ${start}`;
    const row = rows.get(key) ?? { functionName, qualifier, at: new Date(start), fields: new Map() };
    row.fields.set(field, value);
    rows.set(key, row);
  }
  const functionPoints: FunctionMetricPoint[] = [];
  const regionPoints: RegionMetricPoint[] = [];
  const provisionedPoints: ProvisionedMetricPoint[] = [];
  for (const { functionName, qualifier, at, fields } of rows.values()) {
    if (functionName === null) regionPoints.push(regionPoint(at, fields));
    else if (qualifier !== null) provisionedPoints.push(provisionedPoint(functionName, qualifier, at, fields));
    else functionPoints.push(functionPoint(functionName, at, fields));
  }
  return {
    granularity,
    functionPoints: functionPoints.sort(
      (one, other) => compare(one.functionName, other.functionName) || one.at.getTime() - other.at.getTime(),
    ),
    regionPoints: regionPoints.sort((one, other) => one.at.getTime() - other.at.getTime()),
    ...(provisionedPoints.length === 0 ? {} : { provisionedPoints }),
  };
}

function provisionedPoint(functionName: string, qualifier: string, at: Date, fields: Fields): ProvisionedMetricPoint {
  const get = (field: keyof ProvisionedMetricPoint) => fields.get(field) ?? null;
  return {
    functionName,
    qualifier,
    at,
    concurrencyMax: get("concurrencyMax"),
    utilizationMax: get("utilizationMax"),
    utilizationAvg: get("utilizationAvg"),
    spillover: get("spillover"),
  };
}

function functionPoint(functionName: string, at: Date, fields: Fields): FunctionMetricPoint {
  const get = (field: keyof FunctionMetricPoint) => fields.get(field) ?? null;
  return {
    functionName,
    at,
    invocations: get("invocations"),
    errors: get("errors"),
    throttles: get("throttles"),
    durationSumMs: get("durationSumMs"),
    durationMaxMs: get("durationMaxMs"),
    durationP50Ms: get("durationP50Ms"),
    durationP95Ms: get("durationP95Ms"),
    durationP99Ms: get("durationP99Ms"),
    concurrencyMax: get("concurrencyMax"),
    asyncEventsDropped: get("asyncEventsDropped"),
    asyncEventAgeMaxMs: get("asyncEventAgeMaxMs"),
    iteratorAgeMaxMs: get("iteratorAgeMaxMs"),
    recursiveInvocationsDropped: get("recursiveInvocationsDropped"),
    provisionedInvocations: get("provisionedInvocations"),
    provisionedSpillover: get("provisionedSpillover"),
  };
}

function regionPoint(at: Date, fields: Fields): RegionMetricPoint {
  const get = (field: keyof RegionMetricPoint) => fields.get(field) ?? null;
  return {
    at,
    invocations: get("invocations"),
    throttles: get("throttles"),
    concurrencyMax: get("concurrencyMax"),
    unreservedConcurrencyMax: get("unreservedConcurrencyMax"),
    claimedConcurrencyMax: get("claimedConcurrencyMax"),
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
