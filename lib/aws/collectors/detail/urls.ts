import { otherOf, recordOrNull, textOrNull, toJsonObject } from "#lib/aws/answer.ts";
import type { CollectContext } from "#lib/aws/collectors/collector.ts";
import { functionIdOf } from "#lib/domain/fleet/arn.ts";
import type { ObservedFunctionUrl } from "#lib/domain/fleet/observed.ts";
import { listPages } from "./list-pages.ts";

const known = ["FunctionArn", "FunctionUrl", "AuthType", "CreationTime", "LastModifiedTime", "InvokeMode"].concat(
  ["AllowCredentials", "AllowHeaders", "AllowMethods", "AllowOrigins", "ExposeHeaders", "MaxAge"].map(
    (name) => `Cors.${name}`,
  ),
);

/** The URLs of a function and of its aliases. */
export async function readUrls(context: CollectContext, FunctionName: string): Promise<readonly ObservedFunctionUrl[]> {
  const entries = await listPages(context, {
    operation: "ListFunctionUrlConfigs",
    member: "FunctionUrlConfigs",
    send: (lambda, Marker, options) => lambda.listFunctionUrlConfigs({ FunctionName, Marker, MaxItems: 50 }, options),
  });
  return entries.map((config) => {
    const cors = recordOrNull(config.Cors);
    return {
      qualifier: qualifierOf(config.FunctionArn),
      authType: textOrNull(config.AuthType) ?? "Unknown",
      url: textOrNull(config.FunctionUrl) ?? "",
      invokeMode: textOrNull(config.InvokeMode),
      cors: cors === null ? null : toJsonObject(cors),
      ...otherOf(config, known),
    };
  });
}

/** The alias or version that an ARN of a per-function list names; null for the function itself and `$LATEST`. */
export function qualifierOf(functionArn: unknown): string | null {
  const qualifier = functionIdOf(textOrNull(functionArn) ?? "")?.qualifier ?? null;
  return qualifier === "$LATEST" ? null : qualifier;
}
