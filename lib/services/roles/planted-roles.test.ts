import type { RoleDetail } from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import type { StoredRole } from "#lib/db/sql/role-judging.ts";
import { judgementOf } from "#lib/domain/findings/reconcile-findings.ts";
import { roleRules } from "#lib/domain/findings/rules.ts";
import type { Json } from "#lib/domain/fleet/observed.ts";
import { type JudgedRole, judgeAccount } from "#lib/domain/iam/judgement/judge-account.ts";
import type { ControlLevels } from "#lib/domain/iam/role-policies.ts";
import { createDocumentReader } from "#lib/services/iam-analysis/document-reader.ts";
import { createFleet } from "#simulator/fleet/fleet.ts";
import { inKeyOrder } from "#simulator/fleet/truth/truth-types.ts";
import { fleetTruth } from "#simulator/fleet/truth.ts";
import type { Fleet, FleetAccount, FleetIam } from "#simulator/fleet/types.ts";
import { usualControlPolicies } from "#simulator/services/control-policies.ts";
import { createRoleReader } from "./judgeable-role.ts";

const now = new Date("2026-11-21T10:00:00Z");
const regions = ["us-east-1", "eu-west-1", "ap-southeast-2"];

const decoded = (document = ""): Json => JSON.parse(decodeURIComponent(document)) as Json;

function storedRole(role: RoleDetail, accountId: string): StoredRole {
  return {
    roleArn: role.Arn ?? "",
    accountId,
    trustPolicy: decoded(role.AssumeRolePolicyDocument),
    inlinePolicies: (role.RolePolicyList ?? []).map(({ PolicyName = "", PolicyDocument }) => ({
      name: PolicyName,
      document: decoded(PolicyDocument),
    })),
    attachedPolicyArns: (role.AttachedManagedPolicies ?? []).map(({ PolicyArn = "" }) => PolicyArn),
    boundaryArn: role.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
  };
}

function policyDocuments(iam: FleetIam): Map<string, Json> {
  const documents = new Map<string, Json>();
  for (const { Arn = "", PolicyVersionList } of [...iam.localPolicies(), ...iam.awsPolicies()]) {
    const version = PolicyVersionList?.find(({ IsDefaultVersion }) => IsDefaultVersion);
    documents.set(Arn, decoded(version?.Document));
  }
  return documents;
}

/** What stands above every member account: all that AWS attaches itself, and what most organisations deny. */
function controlLevels(account: FleetAccount): ControlLevels {
  if (account.management) return [];
  const read = createDocumentReader();
  const full = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
  const level = [full, ...usualControlPolicies.map(({ document }) => document)];
  return [level.map((document, place) => ({ source: `SCP ${place}`, ...read(document as Json, "identity") }))];
}

function judgedRoles(fleet: Fleet, account: FleetAccount, roleByFunction: ReadonlyMap<string, string>): JudgedRole[] {
  const iam = fleet.iam(account.id) ?? expect.fail(account.id);
  const toJudgeable = createRoleReader(policyDocuments(iam));
  return [
    ...judgeAccount({
      accountId: account.id,
      roles: iam.roles().map((role) => toJudgeable(storedRole(role, account.id))),
      roleByFunction,
      functionsKnown: true,
      controlLevels: controlLevels(account),
      knownAccounts: new Set(fleet.accounts.map(({ id }) => id)),
    }),
  ];
}

function findingsOf({ roleArn, verdicts, judgement }: JudgedRole, functionArns: readonly string[]) {
  const value = judgement ?? expect.fail(`${roleArn} was not judged.`);
  const known = { state: "known", value } as const;
  const subject = { roleArn, functionArns, functionsKnown: true, teams: [], verdicts, judgement: known };
  return roleRules.flatMap((rule) => {
    const { severity, result } = judgementOf(rule, roleArn, subject);
    expect(result.kind).not.toBe("unknown");
    if (result.kind !== "evidence") return [];
    const evidence = result.evidence.map((one) => ({ ...one, value: inKeyOrder(one.value) }));
    return [{ rule: rule.id, resourceArn: roleArn, severity, evidence }];
  });
}

/** The fleet's roles as they are judged, and as they were planted. */
function compared(fleet: Fleet) {
  const truth = fleetTruth(fleet);
  const functions = new Map(truth.roles.map(({ roleArn, functionArns }) => [roleArn, functionArns]));
  const judged = fleet.accounts.flatMap((account) => {
    const ours = truth.functions.filter(({ accountId }) => accountId === account.id);
    return judgedRoles(fleet, account, new Map(ours.map(({ arn, roleArn }) => [arn, roleArn])));
  });
  const verdictsByArn = new Map(judged.map(({ roleArn, judgement }) => [roleArn, judgement]));
  return {
    planted: truth.findings
      .filter(({ rule }) => rule.startsWith("role-"))
      .map(({ rule, resourceArn, severity, evidence }) => ({ rule, resourceArn, severity, evidence })),
    found: judged
      .flatMap((role) => findingsOf(role, functions.get(role.roleArn) ?? []))
      .sort((a, b) => (`${a.rule} ${a.resourceArn}` < `${b.rule} ${b.resourceArn}` ? -1 : 1)),
    roles: truth.roles.map(({ roleArn, severity, verdicts }) => ({ roleArn, severity, verdicts })),
    verdicts: truth.roles.map(({ roleArn }) => {
      const judgement = verdictsByArn.get(roleArn);
      return { roleArn, severity: judgement?.severity, verdicts: judgement?.verdicts };
    }),
  };
}

describe("roles are judged as they were planted", () => {
  it.each([
    [2, 60, 5],
    [2, 60, 11],
    [3, 120, 11],
    [1, 90, 3],
    [4, 300, 17],
    [7, 900, 29],
    [30, 400, 41],
    [2, 40, 8],
  ])("%i accounts, %i functions, seed %i", (accounts, functions, seed) => {
    const { planted, found, roles, verdicts } = compared(createFleet({ accounts, functions, seed, regions, now }));
    expect(verdicts).toEqual(roles);
    expect(found).toEqual(planted);
  });
});
