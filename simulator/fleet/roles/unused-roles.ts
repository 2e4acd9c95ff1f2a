import { keyOf } from "#simulator/fleet/random.ts";
import type { FleetShape } from "#simulator/fleet/shape/shape.ts";
import type { FleetAccount } from "#simulator/fleet/types.ts";
import { type RolePlan, rolePlan } from "./assignment.ts";
import { allow, document, type PolicyDocument } from "./policy-document.ts";
import { ordinary } from "./reach-plans.ts";
import { breakGlass, retiredAdmin, worker } from "./role-home.ts";
import { roleTemplate } from "./role-template.ts";

/** A role that no function uses, with its trust; `listed` when Lambda may assume it. */
export interface UnusedRole {
  readonly role: RolePlan;
  readonly trust: PolicyDocument;
  readonly listed: boolean;
}

function trusts(...services: string[]): PolicyDocument {
  return document({
    Effect: "Allow",
    Principal: { Service: services.length === 1 ? services.join("") : services },
    Action: "sts:AssumeRole",
  });
}

const administrator = {
  aws: ["AdministratorAccess"],
  admin: true,
  wildcardServices: ["*"],
  severity: "critical",
} as const;
const bucketOwner = roleTemplate("unused-s3", {
  inline: { access: document(allow("s3:*")) },
  wildcardServices: ["s3"],
  verdicts: [...ordinary, "wildcardActions", "dataExfiltration", "resourceExposure"],
  severity: "high",
});

/** The same few in every account: unused ones that trust Lambda, and other services' own. */
export function unusedRoles(shape: FleetShape, account: FleetAccount): readonly UnusedRole[] {
  const accountKey = keyOf(keyOf(shape.key, "roles"), account.index);
  const named = (name: string, template: RolePlan["template"]) => rolePlan(account.id, accountKey, "/", name, template);
  return [
    {
      role: named(retiredAdmin, roleTemplate("unused-admin", administrator)),
      trust: trusts("lambda.amazonaws.com"),
      listed: true,
    },
    {
      role: named("batch-runner", bucketOwner),
      trust: trusts("ecs-tasks.amazonaws.com", "lambda.amazonaws.com"),
      listed: true,
    },
    {
      role: named("edge-rewriter", roleTemplate("edge", { aws: ["AWSLambdaBasicExecutionRole"] })),
      trust: trusts("edgelambda.amazonaws.com"),
      listed: false,
    },
    {
      role: named(worker, roleTemplate("ec2", { aws: ["AmazonEC2ContainerServiceforEC2Role"] })),
      trust: trusts("ec2.amazonaws.com"),
      listed: false,
    },
    {
      role: named("cloudformation-deploy", roleTemplate("deploy", administrator)),
      trust: trusts("cloudformation.amazonaws.com"),
      listed: false,
    },
    {
      role: named(breakGlass, roleTemplate("break-glass", administrator)),
      trust: document({
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account.id}:root` },
        Action: "sts:AssumeRole",
      }),
      listed: false,
    },
    {
      role: named("OrganizationAccountAccessRole", roleTemplate("organisation", administrator)),
      trust: document({
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${shape.organization.managementAccountId}:root` },
        Action: "sts:AssumeRole",
      }),
      listed: false,
    },
    {
      role: named("not-for-lambda", roleTemplate("denied", administrator)),
      trust: document(
        { Effect: "Allow", Principal: { Service: "states.amazonaws.com" }, Action: "sts:AssumeRole" },
        { Effect: "Deny", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
      ),
      listed: false,
    },
  ];
}
