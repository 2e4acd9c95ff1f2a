import { numberOrNull, otherOf, recordOrNull, textOrNull } from "#lib/aws/answer.ts";
import type { CollectContext } from "#lib/aws/collectors/collector.ts";
import type { ObservedAlias } from "#lib/domain/fleet/observed.ts";
import { listPages } from "./list-pages.ts";

const known = ["AliasArn", "Name", "FunctionVersion", "Description", "RevisionId"].concat(
  "RoutingConfig.AdditionalVersionWeights",
);

/** A function's aliases, with the weights of those that split traffic. */
export async function readAliases(context: CollectContext, FunctionName: string): Promise<readonly ObservedAlias[]> {
  const entries = await listPages(context, {
    operation: "ListAliases",
    member: "Aliases",
    send: (lambda, Marker, options) => lambda.listAliases({ FunctionName, Marker, MaxItems: 50 }, options),
  });
  return entries.map((alias) => ({
    name: textOrNull(alias.Name) ?? "",
    version: textOrNull(alias.FunctionVersion) ?? "",
    weights: weightsOf(recordOrNull(alias.RoutingConfig)?.AdditionalVersionWeights),
    description: textOrNull(alias.Description) ?? "",
    ...otherOf(alias, known),
  }));
}

function weightsOf(value: unknown): Readonly<Record<string, number>> {
  const entries = Object.entries(recordOrNull(value) ?? {});
  return Object.fromEntries(entries.map(([version, weight]) => [version, numberOrNull(weight) ?? 0]));
}
