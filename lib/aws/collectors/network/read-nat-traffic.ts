import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { dateOrNull, numberOrNull, readAnswerOf } from "#lib/aws/answer.ts";
import { malformedAnswer } from "#lib/aws/classify-failure.ts";
import { type CollectContext, callOf } from "#lib/aws/collectors/collector.ts";
import { requireData } from "#lib/aws/collectors/metrics/get-metric-data.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import { pagesOf, tokenOf } from "#lib/aws/paging.ts";
import type { NatTrafficPage, NatTrafficPlan, TimeWindow } from "#lib/domain/collection/source.ts";
import { type NatGatewayDay, type NatTraffic, natMetrics } from "#lib/domain/network/nat-traffic.ts";

const daySeconds = 86_400;
/** GetMetricData takes 500 queries; each gateway has two. */
const gatewaysPerRequest = Math.floor(500 / natMetrics.length);
/** What would meet every other call of the task, too: the task says so, and not the traffic alone. */
const wholeTask: ReadonlySet<string> = new Set(["expiredCredentials", "noCredentials", "regionDisabled"]);

/**
 * Days of traffic of NAT gateways: two metrics each, billed as such. What AWS refuses here leaves the network known, and
 * the traffic unknown with its reason.
 */
export async function readNatTraffic(
  context: CollectContext,
  natGatewayIds: readonly string[],
  plan: NatTrafficPlan,
): Promise<NatTrafficPage> {
  if ("postponed" in plan) return { days: { state: "notYetRead" }, readTo: null, postponed: plan.postponed };
  const readTo = plan.to.toISOString().slice(0, 10);
  try {
    const value: NatGatewayDay[] = [];
    for (let first = 0; first < natGatewayIds.length; first += gatewaysPerRequest) {
      value.push(...(await readDays(context, natGatewayIds.slice(first, first + gatewaysPerRequest), plan)));
    }
    return { days: { state: "known", value, observedAt: context.now() }, readTo };
  } catch (error) {
    if (!(error instanceof AwsFailureError) || wholeTask.has(error.failure.kind)) throw error;
    const { state, reason } = error.failure;
    context.note("The traffic of NAT gateways could not be read", { reason });
    return { days: { state, reason, since: context.now() }, readTo: null };
  }
}

async function readDays(
  context: CollectContext,
  natGatewayIds: readonly string[],
  { from, to }: TimeWindow,
): Promise<NatGatewayDay[]> {
  const asked = queriesFor(natGatewayIds);
  const days = new Map<string, NatGatewayDay>();
  await context.metricDataLimiter(async () => {
    for await (const { id, at, value } of pointsOf(context, asked.queries, { from, to })) {
      const target = asked.targets.get(id);
      if (target === undefined)
        throw malformedAnswer(
          callOf(context, "cloudwatch", "GetMetricData"),
          "it holds a result that was not asked for",
        );
      const { natGatewayId, field } = target;
      const day = at.toISOString().slice(0, 10);
      const key = `${natGatewayId} ${day}`;
      days.set(key, { ...(days.get(key) ?? { natGatewayId, day, ...nothing }), [field]: value });
    }
  }, context.signal);
  return [...days.values()];
}

const nothing: NatTraffic = {
  inFromSourceBytes: null,
  inFromDestinationBytes: null,
};

function queriesFor(natGatewayIds: readonly string[]) {
  const queries: MetricDataQuery[] = [];
  const targets = new Map<string, { readonly natGatewayId: string; readonly field: keyof NatTraffic }>();
  for (const natGatewayId of natGatewayIds) {
    for (const { metricName, field } of natMetrics) {
      const Id = `q${queries.length}`;
      const Metric = {
        Namespace: "AWS/NATGateway",
        MetricName: metricName,
        Dimensions: [{ Name: "NatGatewayId", Value: natGatewayId }],
      };
      queries.push({ Id, MetricStat: { Metric, Period: daySeconds, Stat: "Sum" }, ReturnData: true });
      targets.set(Id, { natGatewayId, field });
    }
  }
  return { queries, targets };
}

/** Every datapoint of the answer; a metric that AWS could not read fails them all, since its gap would look like no traffic. */
async function* pointsOf(context: CollectContext, MetricDataQueries: MetricDataQuery[], { from, to }: TimeWindow) {
  const call = callOf(context, "cloudwatch", "GetMetricData");
  const read = readAnswerOf(call);
  const pages = pagesOf(call, null, async (NextToken) => {
    context.meter.add("cloudwatch", "GetMetricData", "metricsRequested", MetricDataQueries.length);
    const answer = await context.call("cloudwatch", "GetMetricData", (cloudwatch, options) =>
      cloudwatch.getMetricData({ MetricDataQueries, StartTime: from, EndTime: to, NextToken }, options),
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
      const id = read.text(result.Id, "Id");
      const values = read.list(result.Values, "Values").map(numberOrNull);
      for (const [index, instant] of read.list(result.Timestamps, "Timestamps").map(dateOrNull).entries()) {
        const value = values[index] ?? null;
        if (instant !== null && value !== null) yield { id, at: instant, value };
      }
    }
  }
}
