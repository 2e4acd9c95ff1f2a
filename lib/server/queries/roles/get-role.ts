import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listChangesOf } from "#lib/db/sql/changes/list-changes.ts";
import { type RoleListRow, getRole as readRole } from "#lib/db/sql/roles/list-roles.ts";
import {
  listPolicies,
  listRoleFindings,
  listRoleFunctions,
  listRoleSnapshots,
  type PolicyRow,
} from "#lib/db/sql/roles/role-parts.ts";
import { describeRule } from "#lib/domain/findings/rules.ts";
import { markStatements } from "#lib/domain/roles/mark-statements.ts";
import type { PolicyView, RoleDetail } from "#lib/domain/views/roles.ts";
import { changeView } from "#lib/server/queries/changes/change-view.ts";
import { roleRow } from "./role-row.ts";

/** One role with its documents, functions, findings and history; null when Lamplight has never seen it. */
export async function getRole(roleArn: string): Promise<RoleDetail | null> {
  const { pool } = sharedDatabase();
  const role = await readRole(pool, roleArn);
  if (role === null) return null;
  const policyArns = [...role.attachedPolicyArns, ...(role.boundaryArn ? [role.boundaryArn] : [])];
  const [policies, functions, findings, snapshots, changes] = await Promise.all([
    listPolicies(pool, role.accountId, policyArns),
    listRoleFunctions(pool, role.accountId, roleArn),
    listRoleFindings(pool, roleArn),
    listRoleSnapshots(pool, role.accountId, roleArn, policyArns),
    listChangesOf(pool, role.accountId, [roleArn, ...policyArns]),
  ]);
  return {
    ...roleRow(role),
    tags: role.tags,
    deletedAt: role.deletedAt?.toISOString() ?? null,
    observedAt: role.observedAt?.toISOString() ?? null,
    policies: policyViews(role, new Map(policies.map((policy) => [policy.policyArn, policy]))),
    roleFunctions: functions,
    findings: findings.map((finding) => ({
      ...finding,
      title: describeRule(finding.rule)?.title ?? finding.rule,
      firstSeen: finding.firstSeen.toISOString(),
    })),
    snapshots: snapshots.map(({ kind, entityId, from, to }) => ({
      kind,
      entityId,
      name: lastPart(entityId),
      from: from.toISOString(),
      to: to?.toISOString() ?? null,
    })),
    changes: changes.map(changeView),
  };
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

/** Attached, inline, boundary, trust, in this order. */
function policyViews(role: RoleListRow, managed: ReadonlyMap<string, PolicyRow>): PolicyView[] {
  const ofManaged = (kind: "attached" | "boundary") => (arn: string) => {
    const policy = managed.get(arn);
    return policyView(kind, arn, policy?.name ?? lastPart(arn), policy?.version ?? null, policy?.document, role);
  };
  return [
    ...role.attachedPolicyArns.toSorted().map(ofManaged("attached")),
    ...role.inlinePolicies.map(({ name, document }) =>
      policyView("inline", `inline:${name}`, name, null, document, role),
    ),
    ...(role.boundaryArn ? [role.boundaryArn].map(ofManaged("boundary")) : []),
    policyView("trust", "trust", "Trust policy", null, role.trustPolicy, role),
  ];
}

function policyView(
  kind: PolicyView["kind"],
  source: string,
  name: string,
  version: string | null,
  document: unknown,
  role: RoleListRow,
): PolicyView {
  const base = { kind, source, name, version };
  // A boundary grants nothing: the same document attached as well is marked there.
  const marked = markStatements(document, source, kind === "boundary" || kind === "trust" ? {} : role.evidence);
  if (marked) return { ...base, ...marked, unknown: null };
  const unknown =
    document === undefined
      ? "This policy was not among those that AWS returned for the account, so what it grants is not known."
      : "This document is not a policy that can be read.";
  return { ...base, head: {}, statements: [], unknown };
}
