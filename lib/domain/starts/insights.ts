/** The log group that the Lambda Insights extensions of all functions of an account-Region write to. */
export const insightsLogGroup = "/aws/lambda-insights";

/** AWS's layers, for x86_64 and arm64, in whatever account AWS publishes them from. */
const layer = /:layer:LambdaInsightsExtension(?:-Arm64)?(?::\d+)?$/;

/**
 * Whether a function carries the Lambda Insights extension as a layer. Of container images, which may have it built in, no
 * configuration tells: those show up in the log group by themselves.
 */
export function carriesInsights(layerArns: readonly string[]): boolean {
  return layerArns.some((arn) => layer.test(arn));
}

/** What decides, before anything is read, whether a function's own log can tell all of its starts. */
export interface OwnLog {
  readonly logFormat: string;
  readonly systemLogLevel: string | null;
  readonly snapStart: string;
  readonly managedInstances: boolean;
  /** Null where its log group does not exist, or cannot be queried; `retentionDays` null: kept for ever. */
  readonly group: {
    readonly retentionDays: number | null;
    readonly functions: number;
    /** Whether it was scanned and never had a report. */
    readonly saidNothing: boolean;
  } | null;
}

/**
 * Whether starts of a window from `from` on are taken from Lambda Insights, where it tells more than the function's own
 * reports: the log level hides those of success, the group cannot be queried, keeps less, is shared, or never had a
 * report. SnapStart and Managed Instances are left out: what the extension says of restores, and of environments that
 * serve several invocations at once, AWS does not tell.
 */
export function needsInsights(own: OwnLog, from: Date, now: Date): boolean {
  if (own.snapStart !== "None" || own.managedInstances) return false;
  if (own.group === null || own.group.saidNothing || own.group.functions > 1) return true;
  if (own.logFormat === "JSON" && own.systemLogLevel === "WARN") return true;
  const { retentionDays } = own.group;
  return retentionDays !== null && from.getTime() < now.getTime() - retentionDays * 86_400_000;
}
