import { parseArn } from "#lib/domain/fleet/arn.ts";

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

/** Where the AWS console shows a function; built from its ARN alone. */
export function functionConsoleHref(functionArn: string): string | null {
  const place = consoleOf(functionArn);
  const name = place?.resource.split(":")[1];
  if (!place || !name) return null;
  return `${place.host}/lambda/home?region=${place.region}#/functions/${encodeURIComponent(name)}`;
}

/** Where the AWS console shows a function's log group, from one instant to another. */
export function logsConsoleHref(functionArn: string, logGroupName: string, from: Date, to: Date): string | null {
  const place = consoleOf(functionArn);
  if (!place) return null;
  const range = `?start=${from.getTime()}&end=${to.getTime()}`;
  const group = consoleEscape(logGroupName);
  return `${place.host}/cloudwatch/home?region=${place.region}#logsV2:log-groups/log-group/${group}/log-events${consoleEscape(range)}`;
}

/** Where the AWS console draws a function's metrics, from one instant to another. */
export function metricsConsoleHref(functionArn: string, from: Date, to: Date): string | null {
  const place = consoleOf(functionArn);
  const name = place?.resource.split(":")[1];
  if (!place || !name) return null;
  const metrics = ["Invocations", "Errors", "Throttles", "Duration"].map(
    (metric) => `~(~'AWS*2fLambda~'${metric}~'FunctionName~'${name})`,
  );
  const graph = `~(metrics~(${metrics.join("")})~region~'${place.region}~start~'${from.toISOString()}~end~'${to.toISOString()})`;
  return `${place.host}/cloudwatch/home?region=${place.region}#metricsV2:graph=${graph.replaceAll(":", "*3a")}`;
}

/** The console's own escaping inside its fragment: percent signs written as `$25`, twice over. */
function consoleEscape(text: string): string {
  return encodeURIComponent(encodeURIComponent(text)).replaceAll("%", "$");
}

/** Where the AWS console shows a role; null where that console cannot be reached. */
export function roleConsoleHref(roleArn: string): string | null {
  const parsed = parseArn(roleArn);
  const host = parsed ? hosts[parsed.partition] : undefined;
  const name = parsed?.resource.split("/").at(-1);
  return host && name ? `https://${host}/iam/home#/roles/details/${encodeURIComponent(name)}` : null;
}
