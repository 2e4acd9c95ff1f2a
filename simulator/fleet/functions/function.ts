import { chance, hex, uuid } from "#simulator/fleet/random.ts";
import { roleOfFunction } from "#simulator/fleet/roles/assignment.ts";
import { secretOf } from "#simulator/fleet/secrets.ts";
import type { FleetShape } from "#simulator/fleet/shape/shape.ts";
import { eventInvokeConfigsOf, mappingsOf, policyOf, urlsOf } from "#simulator/fleet/triggers/answers.ts";
import type { FleetFunction } from "#simulator/fleet/types.ts";
import { configurationOf } from "./configuration.ts";
import { type FunctionPlan, planFunction } from "./plan.ts";
import { tagsOf } from "./text.ts";
import { aliasesOf, provisionedOf, versionsOf } from "./versions.ts";

function codeOf(fleetKey: number, plan: FunctionPlan) {
  const { region, account } = plan.cell;
  if (plan.runtime === "image") {
    const repository = `${account.id}.dkr.ecr.${region}.amazonaws.com/${plan.parts.team}`;
    return {
      RepositoryType: "ECR",
      ImageUri: `${repository}:latest`,
      ResolvedImageUri: `${repository}@sha256:${hex(plan.key, "image", 64)}`,
    };
  }
  const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=600&X-Amz-Signature=${secretOf(fleetKey, plan.key, "signature")}`;
  if (chance(plan.key, "code in own bucket", 0.03)) {
    // S3ObjectStorageMode REFERENCE: the code stays in the customer's bucket.
    const S3Object = {
      S3Bucket: `${plan.parts.team}-releases-${account.id}`,
      S3Key: `${plan.name}.zip`,
      S3ObjectVersion: hex(plan.key, "object version", 32),
    };
    return { RepositoryType: "S3", ResolvedS3Object: S3Object };
  }
  return {
    ...(chance(plan.key, "source key", 0.04)
      ? { SourceKMSKeyArn: `arn:aws:kms:${region}:${account.id}:key/${uuid(plan.cell.key, "source key")}` }
      : {}),
    RepositoryType: "S3",
    Location: `https://awslambda-${region}-tasks.s3.${region}.amazonaws.com/snapshots/${account.id}/${plan.name}-${hex(plan.key, "snapshot", 12)}?${query}`,
  };
}

export function codeSigningArn(plan: FunctionPlan): string {
  return `arn:aws:lambda:${plan.cell.region}:${plan.cell.account.id}:code-signing-config:csc-0${hex(plan.cell.key, "code signing", 16)}`;
}

/** The function of a number, with everything that Lambda says of it. */
export function createFunction(shape: FleetShape, index: number): FleetFunction {
  const plan = planFunction(shape, index);
  const configuration = () => configurationOf(shape.key, plan, roleOfFunction(shape, plan));
  return {
    index,
    accountId: plan.cell.account.id,
    region: plan.cell.region,
    name: plan.name,
    arn: plan.arn,
    tags: tagsOf(plan),
    reservedConcurrency: plan.reservedConcurrency,
    recursiveLoop: plan.setting === "recursion-allowed" ? "Allow" : "Terminate",
    codeSigningConfigArn: plan.setting === "code-signing" && plan.runtime !== "image" ? codeSigningArn(plan) : null,
    updateRuntimeOn: plan.index % 23 === 0 ? "FunctionUpdate" : "Auto",
    configuration,
    code: () => codeOf(shape.key, plan),
    versions: () => versionsOf(plan, configuration()),
    aliases: () => aliasesOf(plan),
    provisionedConcurrency: () => provisionedOf(plan),
    urls: () => urlsOf(plan),
    policy: (qualifier) => policyOf(plan, qualifier === "$LATEST" ? null : qualifier),
    eventInvokeConfigs: () => eventInvokeConfigsOf(plan),
    eventSourceMappings: () => mappingsOf(plan),
  };
}
