import type { FunctionMetricPoint, RegionMetricPoint } from "#lib/domain/fleet/observed.ts";
import type { ProvisionedMetricPoint } from "#lib/domain/fleet/observed-provisioned.ts";

type FunctionField = Exclude<keyof FunctionMetricPoint, "functionName" | "at">;
type RegionField = Exclude<keyof RegionMetricPoint, "at">;
type ProvisionedField = Exclude<keyof ProvisionedMetricPoint, "functionName" | "qualifier" | "at">;

/** One metric with the statistics that are asked of it: up to five in one request are billed as one metric. */
export interface MetricPlan<Field extends string> {
  readonly metricName: string;
  readonly statistics: readonly { readonly stat: string; readonly field: Field }[];
}

const sum = <Field extends string>(metricName: string, field: Field): MetricPlan<Field> => ({
  metricName,
  statistics: [{ stat: "Sum", field }],
});
const maximum = <Field extends string>(metricName: string, field: Field): MetricPlan<Field> => ({
  metricName,
  statistics: [{ stat: "Maximum", field }],
});

/** Metrics that any function which runs has. */
export const coreMetrics: readonly MetricPlan<FunctionField>[] = [
  sum("Invocations", "invocations"),
  sum("Errors", "errors"),
  sum("Throttles", "throttles"),
  {
    metricName: "Duration",
    statistics: [
      { stat: "Sum", field: "durationSumMs" },
      { stat: "Maximum", field: "durationMaxMs" },
      { stat: "p50", field: "durationP50Ms" },
      { stat: "p95", field: "durationP95Ms" },
      { stat: "p99", field: "durationP99Ms" },
    ],
  },
  maximum("ConcurrentExecutions", "concurrencyMax"),
];

/** Metrics of functions that are invoked asynchronously, read streams, recurse or have provisioned concurrency. */
export const rareMetrics: readonly MetricPlan<FunctionField>[] = [
  sum("AsyncEventsDropped", "asyncEventsDropped"),
  maximum("AsyncEventAge", "asyncEventAgeMaxMs"),
  maximum("IteratorAge", "iteratorAgeMaxMs"),
  sum("RecursiveInvocationsDropped", "recursiveInvocationsDropped"),
  sum("ProvisionedConcurrencyInvocations", "provisionedInvocations"),
  sum("ProvisionedConcurrencySpilloverInvocations", "provisionedSpillover"),
];

/**
 * Metrics of a version or alias with provisioned concurrency: three that are billed. How much of it is used is told by
 * version and alias alone (dimension Resource), never by function.
 */
export const provisionedMetrics: readonly MetricPlan<ProvisionedField>[] = [
  maximum("ProvisionedConcurrentExecutions", "concurrencyMax"),
  {
    metricName: "ProvisionedConcurrencyUtilization",
    statistics: [
      { stat: "Maximum", field: "utilizationMax" },
      { stat: "Average", field: "utilizationAvg" },
    ],
  },
  sum("ProvisionedConcurrencySpilloverInvocations", "spillover"),
];

/** Metrics without dimensions: the account-Region as a whole. */
export const regionMetrics: readonly MetricPlan<RegionField>[] = [
  sum("Invocations", "invocations"),
  sum("Throttles", "throttles"),
  maximum("ConcurrentExecutions", "concurrencyMax"),
  maximum("UnreservedConcurrentExecutions", "unreservedConcurrencyMax"),
  maximum("ClaimedAccountConcurrency", "claimedConcurrencyMax"),
];

/** A function with the metrics to ask for; null names the account-Region as a whole. */
export interface MetricSubject {
  readonly functionName: string | null;
  readonly metrics: readonly MetricPlan<FunctionField | RegionField>[];
  /** Its versions and aliases whose provisioned concurrency is asked for; absent where there are none. */
  readonly provisioned?: readonly string[];
}

/** How many queries a subject takes. */
export function queryCount({ metrics, provisioned = [] }: MetricSubject): number {
  return statisticCount(metrics) + provisioned.length * statisticCount(provisionedMetrics);
}

/** How many metrics CloudWatch bills for a subject. */
export function metricCount({ metrics, provisioned = [] }: MetricSubject): number {
  return metrics.length + provisioned.length * provisionedMetrics.length;
}

function statisticCount(metrics: readonly MetricPlan<string>[]): number {
  return metrics.reduce((count, metric) => count + metric.statistics.length, 0);
}
