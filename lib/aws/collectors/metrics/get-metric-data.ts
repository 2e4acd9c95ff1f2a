import type { Dimension, MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { dateOrNull, numberOrNull, readAnswerOf, recordOrNull, textOrNull } from "#lib/aws/answer.ts";
import { malformedAnswer } from "#lib/aws/classify-failure.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import type { MetricRequest } from "#lib/domain/collection/source.ts";
import { type MetricPlan, type MetricSubject, metricCount, provisionedMetrics } from "./metric-plan.ts";

/** One datapoint of one field of one subject. */
export interface MetricValue {
  readonly functionName: string | null;
  /** Of a version or alias; null of the function as a whole. */
  readonly qualifier: string | null;
  readonly field: string;
  readonly at: Date;
  readonly value: number;
}

export const periodSecondsOf = { hour: 3_600, day: 86_400 } as const;

/** Asks for all metrics of some subjects over one window, in one request and as many pages as its answer takes. */
export async function getMetricData(
  context: CollectContext,
  window: MetricRequest,
  subjects: readonly MetricSubject[],
): Promise<readonly MetricValue[]> {
  const { queries, targets } = queriesFor(subjects, periodSecondsOf[window.granularity]);
  const call = callOf(context, "cloudwatch", "GetMetricData");
  const read = readAnswerOf(call);
  const metrics = subjects.reduce((count, subject) => count + metricCount(subject), 0);
  const values: MetricValue[] = [];
  const pages = pagesOf(call, null, async (NextToken) => {
    context.meter.add("cloudwatch", "GetMetricData", "metricsRequested", metrics);
    const answer = await context.call("cloudwatch", "GetMetricData", (cloudwatch, options) =>
      cloudwatch.getMetricData(
        {
          MetricDataQueries: queries,
          StartTime: window.from,
          EndTime: window.to,
          ScanBy: "TimestampAscending",
          MaxDatapoints: 100_800,
          NextToken,
        },
        options,
      ),
    );
    return {
      items: read.requiredList(answer.MetricDataResults, "MetricDataResults"),
      nextToken: tokenOf(answer.NextToken, call),
    };
  });
  for await (const { items } of pages) {
    for (const item of items) {
      const result = read.record(item, "MetricDataResult");
      requireData(context, result);
      const target = targets.get(read.text(result.Id, "Id"));
      if (target === undefined) throw malformedAnswer(call, "it holds a result that was not asked for");
      const at = read.list(result.Timestamps, "Timestamps").map(dateOrNull);
      const numbers = read.list(result.Values, "Values").map(numberOrNull);
      if (at.length !== numbers.length) throw malformedAnswer(call, "timestamps and values differ in number");
      values.push(...pointsOf(at, numbers, target));
    }
  }
  return values;
}

type Target = Pick<MetricValue, "functionName" | "qualifier" | "field">;

function queriesFor(subjects: readonly MetricSubject[], Period: number) {
  const queries: MetricDataQuery[] = [];
  const targets = new Map<string, Target>();
  const ask = (metrics: readonly MetricPlan<string>[], Dimensions: Dimension[], of: Omit<Target, "field">) => {
    for (const { metricName, statistics } of metrics) {
      const Metric = { Namespace: "AWS/Lambda", MetricName: metricName, Dimensions };
      for (const { stat, field } of statistics) {
        const Id = `q${queries.length}`;
        queries.push({ Id, MetricStat: { Metric, Period, Stat: stat }, ReturnData: true });
        targets.set(Id, { ...of, field });
      }
    }
  };
  for (const { functionName, metrics, provisioned = [] } of subjects) {
    const byName = functionName === null ? [] : [{ Name: "FunctionName", Value: functionName }];
    ask(metrics, byName, { functionName, qualifier: null });
    for (const qualifier of provisioned) {
      const Resource = { Name: "Resource", Value: `${functionName}:${qualifier}` };
      ask(provisionedMetrics, [...byName, Resource], { functionName, qualifier });
    }
  }
  return { queries, targets };
}

function* pointsOf(
  at: readonly (Date | null)[],
  numbers: readonly (number | null)[],
  target: Target,
): Generator<MetricValue> {
  for (const [index, instant] of at.entries()) {
    const value = numbers[index] ?? null;
    if (instant !== null && value !== null) yield { ...target, at: instant, value };
  }
}

/** `PartialData` only says that more pages follow; the other codes say that there is no data to trust. */
export function requireData(context: CollectContext, result: Readonly<Record<string, unknown>>): void {
  const code = textOrNull(result.StatusCode) ?? "Complete";
  if (code !== "InternalError" && code !== "Forbidden") return;
  const message = recordOrNull(Array.isArray(result.Messages) ? result.Messages[0] : null);
  const detail = textOrNull(message?.Code) ?? code;
  throw malformedAnswer(callOf(context, "cloudwatch", "GetMetricData"), `a metric has the status ${code} (${detail})`);
}
