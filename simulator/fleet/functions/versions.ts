import type {
  AliasConfiguration,
  FunctionConfiguration,
  ProvisionedConcurrencyConfigListItem,
} from "@aws-sdk/client-lambda";
import { chance, pick, unit } from "#simulator/fleet/random.ts";
import { lambdaTime, sha256 } from "./configuration.ts";
import { type FunctionPlan, revisionId } from "./plan.ts";

/** When a published version was made; the last one with the last change. */
export function publishedAt(plan: FunctionPlan, version: number): number {
  if (version >= plan.versionCount) return plan.lastModified;
  const span = plan.lastModified - plan.createdAt;
  return Math.floor(
    plan.createdAt + (span * (version - 1 + 0.5 * unit(plan.key, `version ${version}`))) / plan.versionCount,
  );
}

/** Published versions, oldest first. */
export function versionsOf(plan: FunctionPlan, latest: FunctionConfiguration): FunctionConfiguration[] {
  return Array.from({ length: plan.versionCount }, (_, index) => {
    const version = index + 1;
    const { State: _state, ...rest } = latest;
    return {
      ...rest,
      FunctionArn: `${plan.arn}:${version}`,
      Version: String(version),
      State: "Active" as const,
      LastModified: lambdaTime(publishedAt(plan, version)),
      CodeSha256:
        version === plan.versionCount ? (latest.CodeSha256 ?? "") : sha256(plan.key, `code of version ${version}`),
      RevisionId: revisionId(plan, `version ${version}`),
      SnapStart: {
        ApplyOn: plan.snapStart ? "PublishedVersions" : "None",
        OptimizationStatus: plan.snapStart ? "On" : "Off",
      },
    };
  });
}

export function aliasesOf(plan: FunctionPlan): AliasConfiguration[] {
  const alias = (Name: string, version: number, weighted: boolean): AliasConfiguration => ({
    AliasArn: `${plan.arn}:${Name}`,
    Name,
    FunctionVersion: String(version),
    Description: "",
    RevisionId: revisionId(plan, `alias ${Name}`),
    ...(weighted && version > 1
      ? {
          RoutingConfig: {
            AdditionalVersionWeights: { [String(version - 1)]: pick(plan.key, "weight", [0.05, 0.1, 0.25]) },
          },
        }
      : {}),
  });
  const live = plan.hasAlias
    ? [
        alias(
          "live",
          Math.max(1, plan.versionCount),
          plan.setting === "weighted-alias" || chance(plan.key, "weighted", 0.08),
        ),
      ]
    : [];
  const hasPrevious =
    plan.setting === "many-versions" || plan.triggers.policy.some(({ qualifier }) => qualifier === "previous");
  const previous = hasPrevious ? [alias("previous", plan.versionCount - 1, false)] : [];
  return [...live, ...previous];
}

/** The version beside its own that the alias `live` sends calls to. */
export interface SideVersion {
  readonly version: string;
  readonly weight: number;
}

/**
 * Null where all calls go to one version. Stories are told of one version each: what runs beside it is left out of theirs.
 */
export function sideVersionOf(plan: FunctionPlan): SideVersion | null {
  if (!plan.hasAlias || plan.story !== null) return null;
  const [live] = aliasesOf(plan);
  const [side] = Object.entries(live?.RoutingConfig?.AdditionalVersionWeights ?? {});
  return side === undefined ? null : { version: side[0], weight: side[1] };
}

/** Places in the class tables whose calls the side version takes: its weight of all 64, spread over the quantiles. */
export function takesPlace({ weight }: SideVersion, position: number): boolean {
  return ((position * 29 + 17) & 63) < Math.round(64 * weight);
}

/** How long the side version, the one before, takes to start, as a share of what the alias's own does. */
export const sideInitShare = 0.6;

export function provisionedOf(plan: FunctionPlan): ProvisionedConcurrencyConfigListItem[] {
  if (plan.provisioned === null) return [];
  const count = plan.provisioned;
  return [
    {
      FunctionArn: `${plan.arn}:live`,
      RequestedProvisionedConcurrentExecutions: count,
      AvailableProvisionedConcurrentExecutions: count,
      AllocatedProvisionedConcurrentExecutions: count,
      Status: "READY",
      LastModified: lambdaTime(plan.lastModified),
    },
  ];
}
