import type {
  GetMetricDataInput,
  GetMetricDataOutput,
  MetricDataQuery,
  MetricDataResult,
} from "@aws-sdk/client-cloudwatch";
import { metricSeries } from "#simulator/fleet/metrics/series.ts";
import { AwsError } from "#simulator/wire/aws-error.ts";
import { readRetainedPoints, roundStart } from "./metric-retention.ts";
import type { Operation, ServiceCall } from "./service.ts";

const MAX_QUERIES = 500;
const MAX_POINTS = 100_800;

/** Where the next page goes on: in which query, and how many of its points were given already. */
interface Position {
  readonly query: number;
  readonly point: number;
}

/**
 * GetMetricData over the metrics of the fleet. Metric math is refused, not guessed. A call that covers more than
 * 100,800 points is answered in pages, the series that is cut says `PartialData`.
 */
export const getMetricData: Operation<GetMetricDataInput, GetMetricDataOutput> = async (input, call) => {
  const answer = await call.workbench.run(answerSteps(input, call));
  if (answer === null) {
    throw new AwsError("InternalServiceFault", "The simulated AWS is closing.", { status: 500 });
  }
  return answer;
};

/** One step per series: 500 of them over 13 months take a while. */
function* answerSteps(input: GetMetricDataInput, call: ServiceCall): Generator<void, GetMetricDataOutput> {
  const queries = (input.MetricDataQueries ?? []).filter((query) => query.ReturnData !== false);
  if ((input.MetricDataQueries ?? []).length > MAX_QUERIES) {
    throw invalid(`The collection MetricDataQueries must not have a size greater than ${MAX_QUERIES}.`);
  }
  const range = readRange(input, call);
  const from = input.NextToken === undefined ? { query: 0, point: 0 } : readPosition(input.NextToken, queries.length);
  const limit = Math.min(input.MaxDatapoints ?? MAX_POINTS, MAX_POINTS);
  let room = Math.max(1, Math.floor(limit * call.pageShare));
  const results: MetricDataResult[] = [];
  for (let index = from.query; index < queries.length; index += 1) {
    const query = queries[index];
    if (query === undefined) {
      break;
    }
    if (room === 0) {
      return { MetricDataResults: results, NextToken: writePosition({ query: index, point: 0 }), Messages: [] };
    }
    yield;
    const result = readQuery(query, range, input.ScanBy !== "TimestampAscending", call);
    const skip = index === from.query ? from.point : 0;
    const rest = result.Values.length - skip;
    const taken = Math.min(rest, room);
    room -= taken;
    const whole = taken === rest;
    const cut = skip > 0 || !whole;
    results.push({
      Id: query.Id,
      Label: result.Label,
      Timestamps: cut ? result.Timestamps.slice(skip, skip + taken) : result.Timestamps,
      Values: cut ? result.Values.slice(skip, skip + taken) : result.Values,
      StatusCode: whole ? "Complete" : "PartialData",
    });
    if (!whole) {
      const NextToken = writePosition({ query: index, point: skip + taken });
      return { MetricDataResults: results, NextToken, Messages: [] };
    }
  }
  return { MetricDataResults: results, Messages: [] };
}

function readRange(input: GetMetricDataInput, call: ServiceCall): { start: Date; end: Date } {
  const { StartTime, EndTime } = input;
  if (StartTime === undefined || EndTime === undefined) {
    throw new AwsError("MissingRequiredParameterException", "The parameters StartTime and EndTime are required.");
  }
  if (StartTime.getTime() >= EndTime.getTime()) {
    throw invalid("The parameter StartTime must be less than the parameter EndTime.");
  }
  return { start: roundStart(StartTime, call.now), end: EndTime };
}

function readQuery(
  query: MetricDataQuery,
  range: { start: Date; end: Date },
  descending: boolean,
  call: ServiceCall,
): { Label: string; Timestamps: Date[]; Values: number[] } {
  const { Metric: metric, Period: periodSeconds, Stat: stat } = query.MetricStat ?? {};
  if (metric?.Namespace === undefined || metric.MetricName === undefined || stat === undefined) {
    throw invalid(`The query ${query.Id} has no MetricStat; the simulated AWS computes no metric math.`);
  }
  if (query.AccountId !== undefined && query.AccountId !== call.accountId) {
    throw invalid(`The query ${query.Id} asks for another account, which is not linked to this one.`);
  }
  if (periodSeconds === undefined || periodSeconds <= 0 || periodSeconds % 60 !== 0) {
    throw invalid(`The period of the query ${query.Id} must be a multiple of 60.`);
  }
  const dimensions: Record<string, string> = {};
  for (const { Name, Value } of metric.Dimensions ?? []) {
    dimensions[String(Name)] = String(Value);
  }
  const { accountId, region } = call;
  const { Namespace: namespace, MetricName: metricName } = metric;
  const series = readRetainedPoints(range, periodSeconds, call.now, (start, end) =>
    metricSeries(call.fleet, {
      accountId,
      region,
      namespace,
      metricName,
      dimensions,
      stat,
      periodSeconds,
      start,
      end,
    }),
  );
  const Timestamps = descending ? series.timestamps.reverse() : series.timestamps;
  const Values = descending ? series.values.reverse() : series.values;
  return { Label: query.Label ?? metricName, Timestamps, Values };
}

function writePosition({ query, point }: Position): string {
  return Buffer.from(`lamplight-simulator:${query}:${point}`).toString("base64url");
}

function readPosition(token: string, queries: number): Position {
  const match = /^lamplight-simulator:(\d+):(\d+)$/.exec(Buffer.from(token, "base64url").toString("utf8"));
  const position = { query: Number(match?.[1]), point: Number(match?.[2]) };
  if (match === null || position.query >= queries) {
    throw invalid("The NextToken is not valid for this request.");
  }
  return position;
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message);
}
