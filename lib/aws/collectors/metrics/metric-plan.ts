import type { FunctionMetricPoint, RegionMetricPoint } from "#lib/domain/fleet/observed.ts";

type FunctionField = Exclude<keyof FunctionMetricPoint, "functionName" | "at">;
type RegionField = Exclude<keyof RegionMetricPoint, "at">;

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
}

/** How many queries a subject takes. */
export function queryCount(subject: MetricSubject): number {
  return subject.metrics.reduce((count, metric) => count + metric.statistics.length, 0);
}
