import { sharedDatabase } from "#lib/db/shared-database.ts";
import { listKnownAccounts } from "#lib/db/sql/role-judging.ts";
import { type RoleDetailRow, getRole as readRole } from "#lib/db/sql/roles/list-roles.ts";
import { listPolicies, listRoleFindings, listSeenRoles } from "#lib/db/sql/roles/role-parts.ts";
import { describeRule } from "#lib/domain/findings/rules.ts";
import type { RoleJudgement } from "#lib/domain/iam/judgement/role-judgement.ts";
import { parseTrustPolicy } from "#lib/domain/iam/trust-policy.ts";
import { judgeTrust } from "#lib/domain/iam/trust-verdicts.ts";
import { assumersView } from "#lib/domain/roles/assumers-view.ts";
import { judgementView } from "#lib/domain/roles/judgement-view.ts";
import { policyView, statementFinder } from "#lib/domain/roles/policy-views.ts";
import { statementMarks } from "#lib/domain/roles/statement-marks.ts";
import type { RoleDetail } from "#lib/domain/views/role-detail.ts";
import { listAccountNames } from "./account-names.ts";
import { roleRow } from "./role-row.ts";
import { policyArnsOf, storedDocuments } from "./stored-documents.ts";

/** One role with its documents, what was judged of it and its findings; null when Lamplight has never seen it. */
export async function getRole(roleArn: string): Promise<RoleDetail | null> {
  const { pool } = sharedDatabase();
  const role = await readRole(pool, roleArn);
  if (role === null) return null;
  const [managed, findings, knownRoles, knownAccounts, accountNames] = await Promise.all([
    listPolicies(pool, role.accountId, policyArnsOf(role)),
    listRoleFindings(pool, roleArn),
    listSeenRoles(pool, role.judgement?.escalations.flatMap(({ gains }) => gains) ?? []),
    listKnownAccounts(pool),
    listAccountNames(),
  ]);
  const row = roleRow(role, accountNames);
  // Where the account's roles cannot be read any more, what was judged last is not proved.
  const judgement = row.unknown === null ? role.judgement : null;
  const admin = role.evidence.admin ?? [];
  const marks = statementMarks(judgement, admin);
  const policies = storedDocuments(role, managed).map((document) => policyView(document, marks));
  const find = statementFinder(policies);
  return {
    ...row,
    tags: role.tags,
    deletedAt: role.deletedAt?.toISOString() ?? null,
    observedAt: role.observedAt?.toISOString() ?? null,
    policies,
    judgement: judgement === null ? null : judgementView(judgement, { admin, find, knownRoles }),
    assumers: assumersView(judgement?.trust ?? trustOf(role, knownAccounts), { accountNames, find }),
    findings: findings.map((finding) => ({
      ...finding,
      title: describeRule(finding.rule)?.title ?? finding.rule,
      firstSeen: finding.firstSeen.toISOString(),
    })),
  };
}

/**
 * Who may assume a role can be told of its trust policy alone, whatever is unknown of its rights; not while the account's
 * roles cannot be read, since it may have changed.
 */
function trustOf(role: RoleDetailRow, knownAccounts: readonly string[]): RoleJudgement["trust"] {
  if (role.sourceState === "denied" || role.sourceState === "failed") {
    return { state: "unknown", reason: role.sourceReason ?? "The account's roles could not be read." };
  }
  const around = { accountId: role.accountId, knownAccounts: new Set(knownAccounts) };
  return judgeTrust(parseTrustPolicy(role.trustPolicy), around);
}
