import type { LoggingConfig } from "@aws-sdk/client-lambda";
import { chance } from "#simulator/fleet/random.ts";
import type { FunctionPlan } from "./plan.ts";

/** How a function's log reads: which group, which format, whether reports of success are in it. */
export interface LogPlan {
  readonly group: string;
  /** More than one function may write to it. */
  readonly shared: boolean;
  readonly json: boolean;
  /** False when SystemLogLevel WARN hides reports of success. */
  readonly reportsSuccess: boolean;
  /** What Lambda Insights writes instead of Lambda: one event for each invocation. */
  readonly insights?: true;
}

/** The group that several teams share in every account-Region. */
export const sharedLogGroup = "/shared/application-logs";

/** The group that the Lambda Insights extensions of an account-Region write to. */
export const insightsLogGroup = "/aws/lambda-insights";

/** The log of a function as Lambda Insights keeps it. */
export const insightsLogPlan: LogPlan = {
  group: insightsLogGroup,
  shared: true,
  json: true,
  reportsSuccess: true,
  insights: true,
};

export function logPlanOf(plan: FunctionPlan): LogPlan {
  const shared = plan.setting === "shared-log-group" || plan.setting === "shared-log-group-2";
  const warn = plan.setting === "json-logs-at-warn" || plan.setting === "insights-at-warn";
  const json =
    warn ||
    plan.setting === "json-logs" ||
    plan.setting === "shared-log-group-2" ||
    plan.setting === "tenancy" ||
    // They log JSON alone.
    plan.setting === "managed-instances" ||
    chance(plan.key, "json", 0.12);
  return { shared, json, group: shared ? sharedLogGroup : `/aws/lambda/${plan.name}`, reportsSuccess: !warn };
}

export function loggingConfigOf(plan: FunctionPlan): LoggingConfig {
  const { group, json, reportsSuccess } = logPlanOf(plan);
  return json
    ? {
        LogFormat: "JSON",
        ApplicationLogLevel: "INFO",
        SystemLogLevel: reportsSuccess ? "INFO" : "WARN",
        LogGroup: group,
      }
    : { LogFormat: "Text", LogGroup: group };
}
