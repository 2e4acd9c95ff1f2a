import { accountActions, ownActions } from "./permissions.ts";

/** A policy document as IAM takes it. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** Characters that IAM allows, white space not counted: of a managed policy, and of all inline policies of a role. */
export const policyLimits = { managed: 6_144, inline: 10_240 } as const;

/** The policy of the role in each account: the collectors' actions by name, each of which lists or reads. */
export function rolePolicy(): PolicyDocument {
  const Action = accountActions().map(({ action }) => action);
  return policy([{ Sid: "LamplightReads", Effect: "Allow", Action, Resource: "*" }]);
}

/** The policy of the hub's role: to assume the accounts' roles, and nothing else. */
export function hubPolicy(partition: string, roleName: string): PolicyDocument {
  return policy([assumeStatement(`arn:${partition}:iam::*:role/${roleName}`)]);
}

/** The policy of Lamplight's own identity: to assume the first role of each way in, and to find the accounts. */
export function ownIdentityPolicy(assumedRoleArn: string): PolicyDocument {
  const Action = ownActions().map(({ action }) => action);
  return policy([
    assumeStatement(assumedRoleArn),
    { Sid: "LamplightFindsAccounts", Effect: "Allow", Action, Resource: "*" },
  ]);
}

/** The resource-based delegation policy with which the management account lets another account read the organisation. */
export function delegationPolicy(partition: string, accountId: string): object {
  const Action = ownActions().map(({ action }) => action);
  const Principal = { AWS: `arn:${partition}:iam::${accountId}:root` };
  return policy([{ Sid: "LamplightFindsAccounts", Effect: "Allow", Action, Resource: "*", Principal }]);
}

function policy<Statement extends PolicyStatement>(statements: readonly Statement[]) {
  return { Version: "2012-10-17", Statement: statements } as const;
}

function assumeStatement(roleArn: string): PolicyStatement {
  return { Sid: "LamplightAssumesRoles", Effect: "Allow", Action: "sts:AssumeRole", Resource: roleArn };
}
