import type { ManagedPolicyDetail, RoleDetail } from "@aws-sdk/client-iam";
import { planFunction } from "#simulator/fleet/functions/plan.ts";
import { base32, between, keyOf, pickWeighted } from "#simulator/fleet/random.ts";
import type { FleetShape } from "#simulator/fleet/shape/shape.ts";
import type { FleetAccount, FleetIam } from "#simulator/fleet/types.ts";
import { type RolePlan, roleOfFunction } from "./assignment.ts";
import { awsManagedPolicies, awsPolicyArn } from "./aws-managed.ts";
import { document, encodeDocument, type PolicyDocument } from "./policy-document.ts";
import type { LocalPolicyPlan } from "./role-template.ts";
import { unusedRoles } from "./unused-roles.ts";

const day = 86_400_000;

/** Roles of an account that functions use, with those functions' ARNs; insertion order follows the functions. */
export function rolesInUse(
  shape: FleetShape,
  account: FleetAccount,
): Map<string, { role: RolePlan; functionArns: string[] }> {
  const roles = new Map<string, { role: RolePlan; functionArns: string[] }>();
  for (const cell of shape.cells) {
    if (cell.account.index !== account.index) continue;
    for (let local = 0; local < cell.count; local++) {
      const plan = planFunction(shape, cell.offset + local);
      const role = roleOfFunction(shape, plan);
      const known = roles.get(role.arn);
      if (known === undefined) roles.set(role.arn, { role, functionArns: [plan.arn] });
      else known.functionArns.push(plan.arn);
    }
  }
  return roles;
}

export function localPolicyArn(role: RolePlan, policy: LocalPolicyPlan): string {
  return `arn:aws:iam::${role.accountId}:policy/${role.name}-${policy.suffix}`;
}

/** Null without a boundary. */
export function boundaryArn(role: RolePlan): string | null {
  const { boundary } = role.template;
  if (boundary === null) return null;
  return "aws" in boundary ? awsPolicyArn(boundary.aws) : localPolicyArn(role, boundary);
}

/** ARNs of the attached managed policies, sorted. */
export function attachedArns(role: RolePlan): string[] {
  return [
    ...role.template.aws.map(awsPolicyArn),
    ...role.template.local.map((policy) => localPolicyArn(role, policy)),
  ].sort();
}

function usedTrust(role: RolePlan): PolicyDocument {
  const statement = {
    Effect: "Allow",
    Principal: { Service: "lambda.amazonaws.com" },
    Action: "sts:AssumeRole",
  } as const;
  const { trust } = role.template;
  if (trust !== null) return document(statement, trust.statement);
  return pickWeighted<PolicyDocument>(role.key, "trust", [
    [document(statement), 80],
    [{ Version: "2012-10-17", Statement: statement }, 6],
    [document({ ...statement, Principal: { Service: ["lambda.amazonaws.com", "edgelambda.amazonaws.com"] } }), 6],
    [{ Version: "2008-10-17", Statement: [statement] }, 6],
    [
      document(statement, {
        Effect: "Allow",
        // A single user: no role of the account may take it.
        Principal: { AWS: `arn:aws:iam::${role.accountId}:user/release-manager` },
        Action: ["sts:AssumeRole", "sts:TagSession"],
      }),
      4,
    ],
  ]);
}

function nameOfArn(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

function roleDetail(shape: FleetShape, role: RolePlan, trust: PolicyDocument, region: string | null): RoleDetail {
  const boundary = boundaryArn(role);
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: `AROA${base32(role.key, "id", 17)}`,
    Arn: role.arn,
    CreateDate: new Date(shape.today - between(role.key, "created", 30, 1500) * day),
    AssumeRolePolicyDocument: encodeDocument(trust),
    InstanceProfileList: [],
    RolePolicyList: Object.entries(role.template.inline).map(([PolicyName, policy]) => ({
      PolicyName,
      PolicyDocument: encodeDocument(policy),
    })),
    AttachedManagedPolicies: attachedArns(role).map((PolicyArn) => ({ PolicyName: nameOfArn(PolicyArn), PolicyArn })),
    ...(boundary === null
      ? {}
      : {
          PermissionsBoundary: {
            PermissionsBoundaryType: "PermissionsBoundaryPolicy" as const,
            PermissionsBoundaryArn: boundary,
          },
        }),
    Tags: [],
    ...(region === null
      ? {}
      : {
          RoleLastUsed: { LastUsedDate: new Date(shape.today - between(role.key, "used", 0, 3) * day), Region: region },
        }),
  };
}

function localPolicyDetail(
  shape: FleetShape,
  role: RolePlan,
  plan: LocalPolicyPlan,
  isBoundary: boolean,
): ManagedPolicyDetail {
  const key = keyOf(role.key, plan.suffix);
  const created = (version: number) =>
    new Date(shape.today - (400 - version * 60 - between(key, version, 0, 40)) * day);
  return {
    PolicyName: `${role.name}-${plan.suffix}`,
    PolicyId: `ANPA${base32(key, "id", 17)}`,
    Arn: localPolicyArn(role, plan),
    Path: "/",
    DefaultVersionId: `v${plan.defaultVersion}`,
    AttachmentCount: isBoundary ? 0 : 1,
    PermissionsBoundaryUsageCount: isBoundary ? 1 : 0,
    IsAttachable: true,
    CreateDate: created(0),
    UpdateDate: created(plan.versions.length),
    PolicyVersionList: plan.versions
      .map((policy, index) => ({
        Document: encodeDocument(policy),
        VersionId: `v${index + 1}`,
        IsDefaultVersion: index + 1 === plan.defaultVersion,
        CreateDate: created(index),
      }))
      .reverse(),
  };
}

function awsPolicyDetail(name: string, attachments: number, boundaries: number): ManagedPolicyDetail {
  const policy = awsManagedPolicies[name];
  if (policy === undefined) throw new RangeError(`No AWS managed policy ${name} in the fleet.`);
  const CreateDate = new Date(policy.created);
  return {
    PolicyName: name,
    PolicyId: `ANPA${base32(keyOf(0, name), "id", 17)}`,
    Arn: awsPolicyArn(name),
    Path: policy.path,
    DefaultVersionId: policy.version,
    AttachmentCount: attachments,
    PermissionsBoundaryUsageCount: boundaries,
    IsAttachable: true,
    CreateDate,
    UpdateDate: CreateDate,
    PolicyVersionList: [
      { Document: encodeDocument(policy.document), VersionId: policy.version, IsDefaultVersion: true, CreateDate },
    ],
  };
}

/** All roles of an account, used and unused. */
export function accountRoles(
  shape: FleetShape,
  account: FleetAccount,
): { role: RolePlan; trust: PolicyDocument; region: string | null }[] {
  const used = [...rolesInUse(shape, account).values()].map(({ role, functionArns }) => ({
    role,
    trust: usedTrust(role),
    region: functionArns[0]?.split(":")[3] ?? null,
  }));
  const unused = unusedRoles(shape, account).map(({ role, trust }) => ({ role, trust, region: null }));
  return [...used, ...unused].sort((a, b) => compare(a.role.name.toLowerCase(), b.role.name.toLowerCase()));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function createIam(shape: FleetShape, account: FleetAccount): FleetIam {
  const all = () => accountRoles(shape, account);
  return {
    accountId: account.id,
    roles: () => all().map(({ role, trust, region }) => roleDetail(shape, role, trust, region)),
    localPolicies: () =>
      all().flatMap(({ role }) => {
        const { boundary } = role.template;
        const attached = role.template.local.map((plan) => localPolicyDetail(shape, role, plan, false));
        return boundary === null || "aws" in boundary
          ? attached
          : [...attached, localPolicyDetail(shape, role, boundary, true)];
      }),
    awsPolicies: () => {
      const attachments = new Map<string, number>();
      for (const { role } of all())
        for (const name of role.template.aws) attachments.set(name, (attachments.get(name) ?? 0) + 1);
      return [...attachments].sort(([a], [b]) => compare(a, b)).map(([name, count]) => awsPolicyDetail(name, count, 0));
    },
  };
}
