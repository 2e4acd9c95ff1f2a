import type { FunctionPlan } from "#simulator/fleet/functions/plan.ts";
import { at, chance, hex, keyOf, pick } from "#simulator/fleet/random.ts";
import type { FleetShape } from "#simulator/fleet/shape/shape.ts";
import { adminTemplates } from "./admin-templates.ts";
import { allow, document } from "./policy-document.ts";
import { local, type RoleTemplate, roleTemplate } from "./role-template.ts";
import { wildcardTemplates } from "./wildcard-templates.ts";

/** The role that a function runs as. */
export interface RolePlan {
  readonly name: string;
  readonly path: "/" | "/service-role/";
  readonly accountId: string;
  readonly arn: string;
  readonly key: number;
  readonly template: RoleTemplate;
}

/** Admins and wildcards in turn, so that a small fleet has both. */
export const plantedRoles: readonly RoleTemplate[] = Array.from(
  { length: Math.max(adminTemplates.length, wildcardTemplates.length) },
  (_, index) => [adminTemplates[index], wildcardTemplates[index]].filter((template) => template !== undefined),
).flat();

export function rolePlan(
  accountId: string,
  accountKey: number,
  path: RolePlan["path"],
  name: string,
  template: RoleTemplate,
): RolePlan {
  return {
    name,
    path,
    accountId,
    arn: `arn:aws:iam::${accountId}:role${path}${name}`,
    key: keyOf(accountKey, name),
    template,
  };
}

function tableAccess(team: string) {
  return document(
    {
      Sid: "Tables",
      ...allow(
        ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem", "dynamodb:BatchWriteItem"],
        `arn:aws:dynamodb:*:*:table/${team}-*`,
      ),
    },
    { Sid: "Secrets", ...allow("secretsmanager:GetSecretValue", `arn:aws:secretsmanager:*:*:secret:${team}/*`) },
  );
}

function teamTemplate(team: string): RoleTemplate {
  return roleTemplate(`team-${team}`, {
    aws: ["AWSLambdaBasicExecutionRole", "AWSLambdaVPCAccessExecutionRole", "AWSXRayDaemonWriteAccess"],
    local: [
      local("tables", document(allow("dynamodb:GetItem", `arn:aws:dynamodb:*:*:table/${team}-*`)), tableAccess(team)),
    ],
  });
}

const executionPolicyBySource: Readonly<Record<string, string>> = {
  sqs: "AWSLambdaSQSQueueExecutionRole",
  kinesis: "AWSLambdaKinesisExecutionRole",
  dynamodb: "AWSLambdaDynamoDBExecutionRole",
  kafka: "AWSLambdaMSKExecutionRole",
};

function ownTemplate(plan: FunctionPlan): RoleTemplate {
  const bySource = plan.triggers.mappings
    .map(({ source }) => executionPolicyBySource[source])
    .filter((name) => name !== undefined);
  const logs = plan.network === "none" ? "AWSLambdaBasicExecutionRole" : "AWSLambdaVPCAccessExecutionRole";
  const bucket = `arn:aws:s3:::${plan.parts.team}-${plan.parts.noun}-${plan.cell.account.id}`;
  return roleTemplate("own", {
    aws: [
      ...new Set([
        logs,
        ...bySource,
        ...(chance(plan.key, "insights", 0.1) ? ["CloudWatchLambdaInsightsExecutionRolePolicy"] : []),
      ]),
    ],
    inline: chance(plan.key, "inline", 0.6)
      ? {
          [`${plan.parts.verb}-access`]: document(
            allow(["s3:GetObject", "s3:PutObject"], `${bucket}/*`),
            allow("s3:ListBucket", bucket),
          ),
        }
      : {},
    boundary: chance(plan.key, "boundary", 0.06)
      ? local("boundary", document(allow(["s3:*", "dynamodb:*", "sqs:*", "logs:*", "xray:*"])))
      : null,
  });
}

/** Small fleets hold every role template once; beyond that most functions share their team's role or have a plain one of their own. */
export function roleOfFunction(shape: FleetShape, plan: FunctionPlan): RolePlan {
  const { account } = plan.cell;
  const accountKey = keyOf(keyOf(shape.key, "roles"), account.index);
  const rank = shape.roleRanks.forward(plan.index);
  const special =
    rank < plantedRoles.length
      ? at(plantedRoles, rank)
      : chance(plan.key, "special role", 0.04)
        ? pick(plan.key, "role template", plantedRoles)
        : null;
  if (special === null && chance(plan.key, "shared role", 0.55)) {
    return rolePlan(account.id, accountKey, "/", `${plan.parts.team}-lambda-execution`, teamTemplate(plan.parts.team));
  }
  const path = chance(plan.key, "role path", 0.5) ? "/service-role/" : "/";
  return rolePlan(
    account.id,
    accountKey,
    path,
    `${plan.name}-role-${hex(plan.key, "role name", 8)}`,
    special ?? ownTemplate(plan),
  );
}
