import { type FunctionPlan, planFunction } from "#simulator/fleet/functions/plan.ts";
import { at, chance, hex, keyOf, pick } from "#simulator/fleet/random.ts";
import type { FleetShape } from "#simulator/fleet/shape/shape.ts";
import { adminTemplates } from "./admin-templates.ts";
import { escalationTemplates } from "./escalation-templates.ts";
import { allow, document } from "./policy-document.ts";
import { ordinary, reads } from "./reach-plans.ts";
import { reachTemplates, trustTemplates } from "./reach-templates.ts";
import type { RoleHome } from "./role-home.ts";
import { local, type PlantedRole, type RoleTemplate, roleTemplate } from "./role-template.ts";
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

const plantedLists: readonly (readonly PlantedRole[])[] = [
  adminTemplates,
  wildcardTemplates,
  escalationTemplates,
  reachTemplates,
  trustTemplates,
];

/** One of each kind in turn, so that a small fleet has all kinds. */
export const plantedRoles: readonly PlantedRole[] = Array.from(
  { length: Math.max(...plantedLists.map(({ length }) => length)) },
  (_, index) => plantedLists.flatMap((list) => list[index] ?? []),
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
    verdicts: ordinary,
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
    verdicts: ordinary,
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

const everySecret = allow("secretsmanager:GetSecretValue");

/** What everything in one account runs as, since nobody has tidied up there: what one function needs, all hold. */
const sharedTemplate = roleTemplate("shared", {
  aws: ["AWSLambdaBasicExecutionRole"],
  inline: { access: document(everySecret) },
  verdicts: [...ordinary, "dataExfiltration"],
  severity: "high",
  reach: [reads("secrets", { from: { inline: "access" }, statement: everySecret })],
});

/** The first few administrators of the fleet, whom other templates name. */
const administratorRanks: readonly number[] = plantedRoles.flatMap((planted, rank) =>
  typeof planted !== "function" && planted.admin ? [rank] : [],
);
const mostAdministrators = 5;

/** Functions of an account that the fleet's first administrators run, with their roles. */
function administratorsIn(shape: FleetShape, accountId: string) {
  return administratorRanks
    .filter((rank) => rank < shape.options.functions)
    .slice(0, mostAdministrators)
    .map((rank) => planFunction(shape, shape.roleRanks.backward(rank)))
    .filter(({ cell }) => cell.account.id === accountId)
    .map((plan) => ({ functionArn: plan.arn, roleArn: roleOfFunction(shape, plan).arn }));
}

function homeOf(shape: FleetShape, plan: FunctionPlan, path: RolePlan["path"], roleName: string): RoleHome {
  const { id, index } = plan.cell.account;
  return {
    accountId: id,
    roleName,
    roleArn: `arn:aws:iam::${id}:role${path}${roleName}`,
    neighbourId: at(shape.accounts, (index + 1) % shape.accounts.length).id,
    administrators: () => administratorsIn(shape, id),
  };
}

/** Small fleets hold every role template once; beyond that most functions share a role or have a plain one of their own. */
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
  if (special === null && account.index === shape.accounts.length - 1 && chance(plan.key, "untidy", 0.7)) {
    return rolePlan(account.id, accountKey, "/", "shared-lambda-execution", sharedTemplate);
  }
  if (special === null && chance(plan.key, "shared role", 0.55)) {
    return rolePlan(account.id, accountKey, "/", `${plan.parts.team}-lambda-execution`, teamTemplate(plan.parts.team));
  }
  const path = chance(plan.key, "role path", 0.5) ? "/service-role/" : "/";
  const name = `${plan.name}-role-${hex(plan.key, "role name", 8)}`;
  const template = typeof special === "function" ? special(homeOf(shape, plan, path, name)) : special;
  return rolePlan(account.id, accountKey, path, name, template ?? ownTemplate(plan));
}
