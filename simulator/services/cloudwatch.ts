import type { ListMetricsInput, ListMetricsOutput, Metric } from "@aws-sdk/client-cloudwatch";
import { listMetrics as fleetMetrics } from "#simulator/fleet/metrics/list.ts";
import type { FleetMetric } from "#simulator/fleet/types.ts";
import { AwsError } from "#simulator/wire/aws-error.ts";
import { forgetOldest } from "./bounded-map.ts";
import { getMetricData } from "./metric-data.ts";
import { readToken, writeToken } from "./paging.ts";
import type { Operation, ServiceCall, ServiceOperations } from "./service.ts";

const PAGE = 500;
const KEPT_WALKS = 64;

/** The metrics of an account-Region that are left to list after a page. */
interface Walk {
  readonly rest: Iterator<FleetMetric>;
  /** The first metric of the next page, which had to be made to know that there is one. */
  readonly ahead: FleetMetric;
}

/** CloudWatch, which remembers where lists stand, so that a page does not begin at the first metric again. */
export function createCloudwatch(): ServiceOperations {
  const walks = new Map<string, Walk>();

  const listMetrics: Operation<ListMetricsInput, ListMetricsOutput> = (input, call) => {
    if (input.RecentlyActive !== undefined && input.RecentlyActive !== "PT3H") {
      throw new AwsError("InvalidParameterValueException", "The only valid value of RecentlyActive is PT3H.");
    }
    const { NextToken: token, ...question } = input;
    const start = token === undefined ? 0 : readToken(token, "InvalidParameterValueException");
    const end = start + Math.max(1, Math.floor(PAGE * call.pageShare));
    const list = `${call.accountId}/${call.region}/${JSON.stringify(question)}`;
    const walk = walks.get(`${list}/${start}`) ?? startWalk(input, call, start);
    // A walk can be gone on with once; whoever asks for the same page again begins anew.
    walks.delete(`${list}/${start}`);
    const { found, next } = takePage(walk, end - start);
    if (next === undefined) {
      return { Metrics: found };
    }
    walks.set(`${list}/${end}`, next);
    forgetOldest(walks, KEPT_WALKS);
    return { Metrics: found, NextToken: writeToken(end) };
  };

  return { ListMetrics: listMetrics, GetMetricData: getMetricData };
}

function takePage(walk: Walk | undefined, size: number): { found: Metric[]; next: Walk | undefined } {
  const found: Metric[] = [];
  let current = walk;
  while (current !== undefined && found.length < size) {
    const { ahead, rest } = current;
    found.push({ ...ahead, Dimensions: [...ahead.Dimensions] });
    current = advance(rest);
  }
  return { found, next: current };
}

/** Begins at the first metric and passes over what earlier pages gave. */
function startWalk(input: ListMetricsInput, call: ServiceCall, skip: number): Walk | undefined {
  const { accountId, region, now } = call;
  const recentlyActiveAt = input.RecentlyActive === "PT3H" ? now : null;
  const all = fleetMetrics(call.fleet, { accountId, region, recentlyActiveAt });
  let walk = advance(matching(all, input));
  for (let passed = 0; passed < skip && walk !== undefined; passed += 1) {
    walk = advance(walk.rest);
  }
  return walk;
}

function advance(rest: Iterator<FleetMetric>): Walk | undefined {
  const { done, value } = rest.next();
  return done ? undefined : { rest, ahead: value };
}

function* matching(metrics: Iterable<FleetMetric>, input: ListMetricsInput): Generator<FleetMetric, undefined> {
  for (const metric of metrics) {
    if (matches(metric, input)) {
      yield metric;
    }
  }
}

function matches(metric: FleetMetric, input: ListMetricsInput): boolean {
  return (
    (input.Namespace === undefined || input.Namespace === metric.Namespace) &&
    (input.MetricName === undefined || input.MetricName === metric.MetricName) &&
    (input.Dimensions ?? []).every(({ Name, Value }) =>
      metric.Dimensions.some(
        (dimension) => dimension.Name === Name && (Value === undefined || dimension.Value === Value),
      ),
    )
  );
}
