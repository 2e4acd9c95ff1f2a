import { parseArn } from "#lib/domain/fleet/arn.ts";
import { jsonUrl } from "./json-url.ts";

/** The address of the AWS console by partition; null for partitions whose console cannot be reached from outside. */
const hosts: Readonly<Record<string, string>> = {
  aws: "console.aws.amazon.com",
  "aws-cn": "console.amazonaws.cn",
  "aws-us-gov": "console.amazonaws-us-gov.com",
};

function consoleOf(arn: string): { readonly host: string; readonly region: string; readonly resource: string } | null {
  const parsed = parseArn(arn);
  const host = parsed ? hosts[parsed.partition] : undefined;
  if (!parsed || !host || !/^[a-z0-9-]+$/.test(parsed.region)) return null;
  return { host: `https://${parsed.region}.${host}`, region: parsed.region, resource: parsed.resource };
}

function cloudWatchOf(
  functionArn: string,
): { readonly base: string; readonly region: string; readonly name: string } | null {
  const place = consoleOf(functionArn);
  const name = place?.resource.split(":")[1];
  if (!place || !name) return null;
  return { base: `${place.host}/cloudwatch/home?region=${place.region}`, region: place.region, name };
}

/** Where the AWS console shows a function; built from its ARN alone. */
export function functionConsoleHref(functionArn: string): string | null {
  const place = consoleOf(functionArn);
  const name = place?.resource.split(":")[1];
  if (!place || !name) return null;
  return `${place.host}/lambda/home?region=${place.region}#/functions/${encodeURIComponent(name)}`;
}

/** Where the AWS console shows a function's log group, from one instant to another. */
export function logsConsoleHref(functionArn: string, logGroupName: string, from: Date, to: Date): string | null {
  const place = cloudWatchOf(functionArn);
  if (!place) return null;
  const range = `?start=${from.getTime()}&end=${to.getTime()}`;
  const group = consoleEscape(logGroupName);
  return `${place.base}#logsV2:log-groups/log-group/${group}/log-events${consoleEscape(range)}`;
}

/** What Logs Insights is asked when nothing else is: what failed, and what started slowly, the latest first. */
const insightsQuery = `fields @timestamp, @requestId, @type, @duration, @initDuration, @maxMemoryUsed, @message
| filter @message like /(?i)(error|task timed out|exit status)/ or @type = "REPORT"
| sort @timestamp desc
| limit 200`;

/** Where the AWS console asks a log group by Logs Insights, with a query to begin with; nothing runs until it is started. */
export function insightsConsoleHref(
  functionArn: string,
  logGroupName: string,
  from: Date,
  to: Date,
  query = insightsQuery,
): string | null {
  const place = cloudWatchOf(functionArn);
  if (!place) return null;
  const detail = jsonUrl({
    end: to.toISOString(),
    start: from.toISOString(),
    timeType: "ABSOLUTE",
    tz: "UTC",
    editorString: query,
    source: [logGroupName],
  });
  return `${place.base}#logsV2:logs-insights$3FqueryDetail$3D${detail}`;
}

const drawnMetrics = [
  ["Invocations", "Sum"],
  ["Errors", "Sum"],
  ["Throttles", "Sum"],
  ["ConcurrentExecutions", "Maximum"],
  ["Duration", "p95"],
] as const;

/** Where the AWS console draws a function's metrics, from one instant to another. */
export function metricsConsoleHref(functionArn: string, from: Date, to: Date): string | null {
  const place = cloudWatchOf(functionArn);
  if (!place) return null;
  const graph = jsonUrl({
    metrics: drawnMetrics.map(([metric, stat]) => ["AWS/Lambda", metric, "FunctionName", place.name, { stat }]),
    view: "timeSeries",
    stacked: false,
    region: place.region,
    period: to.getTime() - from.getTime() > 15 * 86_400_000 ? 86_400 : 3_600,
    start: from.toISOString(),
    end: to.toISOString(),
  });
  return `${place.base}#metricsV2:graph=${graph}`;
}

/** Where the AWS console lists a function's X-Ray traces, from one instant to another. */
export function tracesConsoleHref(functionArn: string, from: Date, to: Date): string | null {
  const place = cloudWatchOf(functionArn);
  if (!place) return null;
  const expression = `service(id(name: "${place.name.replaceAll(/["\\]/g, "\\$&")}", type: "AWS::Lambda::Function"))`;
  const query = jsonUrl({
    query: { expression },
    context: { timeRange: { start: from.toISOString(), end: to.toISOString() } },
  });
  return `${place.base}#xray:traces/query?${query}`;
}

/** The console's own escaping inside its fragment: percent signs written as `$25`, twice over. */
function consoleEscape(text: string): string {
  return encodeURIComponent(percentEncoded(text)).replaceAll("%", "$");
}

/** Also what encodeURIComponent leaves as it is, and what the console's other notations give a meaning. */
function percentEncoded(text: string): string {
  const code = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replaceAll(/[!'()*~]/g, code);
}

/** Where the AWS console shows a role; null where that console cannot be reached. */
export function roleConsoleHref(roleArn: string): string | null {
  const parsed = parseArn(roleArn);
  const host = parsed ? hosts[parsed.partition] : undefined;
  const name = parsed?.resource.split("/").at(-1);
  return host && name ? `https://${host}/iam/home#/roles/details/${encodeURIComponent(name)}` : null;
}
