import type { EnvironmentResponse } from "@aws-sdk/client-lambda";
import { chance } from "#simulator/fleet/random.ts";
import { secretOf } from "#simulator/fleet/secrets.ts";
import type { FunctionPlan } from "./plan.ts";

/** Environment variables, some of which ought not to be there. Undefined when the function has none. */
export function environmentOf(fleetKey: number, plan: FunctionPlan): EnvironmentResponse | undefined {
  if (plan.setting === "environment-denied") {
    return {
      Error: {
        ErrorCode: "AccessDeniedException",
        Message: "Lambda was unable to decrypt the environment variables because KMS access was denied.",
      },
    };
  }
  const { key, cell, parts } = plan;
  const variables: Record<string, string> = {};
  if (chance(key, "log level", 0.7))
    Object.assign(variables, { LOG_LEVEL: "INFO", POWERTOOLS_SERVICE_NAME: parts.team });
  if (chance(key, "table", 0.5)) variables.TABLE_NAME = `${parts.team}-${parts.noun}`;
  if (chance(key, "secret arn", 0.25))
    variables.DB_SECRET_ARN = `arn:aws:secretsmanager:${cell.region}:${cell.account.id}:secret:${parts.team}/db-AbCdEf`;
  if (chance(key, "parameter", 0.15)) variables.CONFIG = `{{resolve:ssm:/${parts.team}/config}}`;
  if (plan.story === "recursion")
    variables.OUTPUT_QUEUE_URL = `https://sqs.${cell.region}.amazonaws.com/${cell.account.id}/${plan.name}-queue`;
  if (plan.setting === "secret-in-environment")
    Object.assign(variables, { AWS_SECRET_ACCESS_KEY_LEGACY: secretOf(fleetKey, key, "environment") });
  if (plan.setting === "secret-database-url") variables.DATABASE_URL = secretOf(fleetKey, key, "database");
  if (plan.setting === "secret-token") variables.API_TOKEN = secretOf(fleetKey, key, "token");
  if (plan.setting === "hostile-markup") variables.BANNER = "<b onmouseover=alert(1)>hi</b>";
  return Object.keys(variables).length === 0 ? undefined : { Variables: variables };
}
