import { expect, it } from "vitest";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import { type RoleRights, roleRights } from "#lib/domain/iam/role-rights.ts";
import { type CompiledPolicy, compilePolicy } from "#lib/domain/iam/statement-grant.ts";
import type { EscalatingRole, EscalationPath } from "./escalation-path.ts";
import type { Estate, EstateRole } from "./estate.ts";
import { findEscalations } from "./find-escalations.ts";

/** Roles and estates for tests of escalation, all of one account. */
export const testAccountId = "123456789012";
export const ownArn = `arn:aws:iam::${testAccountId}:role/own`;
export const roleArn = (name: string) => `arn:aws:iam::${testAccountId}:role/${name}`;
export const policyArn = (name: string) => `arn:aws:iam::${testAccountId}:policy/${name}`;

export type TestStatement = Readonly<Record<string, unknown>>;

export const allow = (actions: string | readonly string[], resource: string | readonly string[] = "*", more = {}) => ({
  Effect: "Allow",
  Action: actions,
  Resource: resource,
  ...more,
});
export const deny = (actions: string | readonly string[], resource: string | readonly string[] = "*", more = {}) => ({
  ...allow(actions, resource, more),
  Effect: "Deny",
});
export const allBut = (actions: string | readonly string[]) => ({ Effect: "Allow", NotAction: actions, Resource: "*" });

export function compiled(statements: readonly TestStatement[]): CompiledPolicy {
  const document = parsePolicyDocument({ Version: "2012-10-17", Statement: statements });
  if (document.kind === "error") throw new Error(document.message);
  return compilePolicy(document, "aws");
}

export interface TestCuts {
  readonly boundary?: readonly TestStatement[];
  readonly limits?: readonly (readonly TestStatement[])[];
  /** Managed policies of the account, all with one harmless statement, that are attached besides. */
  readonly attached?: readonly string[];
}

const harmless = [allow("logs:PutLogEvents")];

export function rightsOf(statements: readonly TestStatement[], cuts: TestCuts = {}): RoleRights {
  return roleRights(
    [
      { source: "inline:own", compiled: compiled(statements) },
      ...(cuts.attached ?? []).map((source) => ({ source, compiled: compiled(harmless) })),
    ],
    cuts.boundary === undefined ? null : compiled(cuts.boundary),
    { partition: "aws", accountId: testAccountId },
    (cuts.limits ?? []).map((level) => [compiled(level)]),
  );
}

export function escalating(statements: readonly TestStatement[], cuts: TestCuts = {}): EscalatingRole {
  return { roleArn: ownArn, rights: rightsOf(statements, cuts), attachedPolicyArns: cuts.attached ?? [] };
}

export function target(
  name: string,
  statements: readonly TestStatement[],
  trust: Partial<Pick<EstateRole, "trustedServices" | "trustedPrincipals">> = {},
  cuts: TestCuts = {},
): EstateRole {
  return {
    roleArn: roleArn(name),
    trustedServices: [],
    trustedPrincipals: [],
    ...trust,
    rights: rightsOf(statements, cuts),
  };
}

export function estateOf(roles: readonly EstateRole[], more: Partial<Estate> = {}): Estate {
  return { roles, functionRoles: null, ...more };
}

/** The paths of a role, by the set that each rests on. */
export function pathsBySet(role: EscalatingRole, estate: Estate): ReadonlyMap<string, EscalationPath> {
  return new Map(findEscalations(role, estate).map((path) => [path.id, path]));
}

export const setIds = (role: EscalatingRole, estate: Estate) => [...pathsBySet(role, estate).keys()].sort();

/** A role with more than most, which functions may run as. */
export const strong = target("strong", [allow(["s3:*", "dynamodb:*"])], { trustedServices: ["lambda.amazonaws.com"] });
export const launch = allow("lambda:CreateFunction");
export const pass = (resource: string | readonly string[], more = {}) => allow("iam:PassRole", resource, more);
export const noRoles = estateOf([]);
export const anyRole = "arn:aws:iam::*:role/*";

/** A role's statements, the estate it lives in, and the ids of the sets that work. */
export type EscalationCase = [
  name: string,
  statements: readonly TestStatement[],
  estate: Estate,
  expected: readonly string[],
  cuts?: TestCuts,
];

/** What a role's trust tells of one that functions may have. */
export const trustsLambda = { trustedServices: ["lambda.amazonaws.com"] };

/** A test for each case: the sets that the role has, and no others. */
export function runCases(cases: readonly EscalationCase[]): void {
  it.each(cases)("%s", (_, statements, estate, expected, cuts) => {
    expect(setIds(escalating(statements, cuts), estate)).toEqual(expected);
  });
}
