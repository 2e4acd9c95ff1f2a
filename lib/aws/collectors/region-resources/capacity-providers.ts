import { dateOrNull, textOrNull, toJsonObject } from "#lib/aws/answer.ts";
import type { CollectContext } from "#lib/aws/collectors/collector.ts";
import { listPages } from "#lib/aws/collectors/detail/list-pages.ts";
import { AwsFailureError } from "#lib/aws/failure.ts";
import type { JsonObject } from "#lib/domain/fleet/observed.ts";
import type { ObservedRegionResource } from "#lib/domain/fleet/observed-region-resource.ts";

/** The capacity providers of an account-Region, each with the function versions that run on it. */
export async function listCapacityProviders(
  context: CollectContext,
): Promise<readonly ObservedRegionResource[] | null> {
  const entries = await orNull(
    listPages(context, {
      operation: "ListCapacityProviders",
      member: "CapacityProviders",
      send: (lambda, Marker, options) => lambda.listCapacityProviders({ Marker, MaxItems: 50 }, options),
    }),
  );
  if (entries === null) return null;
  const providers = entries.map(async (entry): Promise<ObservedRegionResource> => {
    const arn = textOrNull(entry.CapacityProviderArn) ?? "";
    const name = arn.slice(arn.lastIndexOf(":") + 1);
    return {
      kind: "capacityProvider",
      arn,
      name,
      state: textOrNull(entry.State),
      modifiedAt: dateOrNull(entry.LastModified),
      document: { ...toJsonObject(entry), FunctionVersions: await versionsOn(context, name) },
    };
  });
  return await Promise.all(providers);
}

async function versionsOn(context: CollectContext, CapacityProviderName: string): Promise<readonly JsonObject[]> {
  const versions = await listPages(context, {
    operation: "ListFunctionVersionsByCapacityProvider",
    member: "FunctionVersions",
    send: (lambda, Marker, options) =>
      lambda.listFunctionVersionsByCapacityProvider({ CapacityProviderName, Marker, MaxItems: 50 }, options),
  });
  return versions.map((version) => toJsonObject(version));
}

/** Null where the endpoint does not know the operation: Managed Instances are not in every Region. */
async function orNull<T>(list: Promise<T>): Promise<T | null> {
  try {
    return await list;
  } catch (error) {
    if (error instanceof AwsFailureError && error.failure.kind === "unsupported") return null;
    throw error;
  }
}
