import { lockJudging } from "#lib/db/sql/findings.ts";
import { type JudgedRole, listJudgedRoles } from "#lib/db/sql/judged-roles.ts";
import { areFunctionRolesKnown } from "#lib/db/sql/role-judging.ts";
import { listSourceStates } from "#lib/db/sql/source-states.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { type Judgement, judgementOf } from "#lib/domain/findings/reconcile-findings.ts";
import { roleRules } from "#lib/domain/findings/rules.ts";
import type { JudgementState, RoleSubject } from "#lib/domain/findings/subjects.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { reconcilePlace } from "./reconcile-place.ts";

const notJudged = "The role has not been judged yet.";
const ruleIds = roleRules.map(({ id }) => id);

/**
 * Judges every execution role of an account and brings its findings in line. While the roles of the account cannot be
 * read, the last verdicts are not proved any more: the rules then say so, and nothing resolves.
 */
export async function evaluateRoleFindings(
  context: ServiceContext,
  { accountId }: { readonly accountId: string },
): Promise<void> {
  const now = context.clock.now();
  await context.inSqlTransaction(async (sql) => {
    await lockJudging(sql, accountId, "");
    const states = await listSourceStates(sql, accountId);
    const state = states.find(({ region, source }) => region === "" && source === "roles");
    if (state === undefined) return;
    const unreadReason = state.state === "known" ? null : (state.reason ?? "The account's roles could not be read.");
    const allKnown = await areFunctionRolesKnown(sql, accountId);
    const roles = await listJudgedRoles(sql, accountId);
    const judgements = roles.flatMap((role) => judge(role, unreadReason, allKnown || !role.trustsLambda));
    const nameOf = (arn: string) => arn.slice(arn.lastIndexOf("/") + 1);
    const gone = await deletedJudgements(sql, accountId);
    await reconcilePlace(
      sql,
      { accountId, region: null, rules: ruleIds, judgements: [...judgements, ...gone], nameOf },
      now,
    );
  });
}

function judge(role: JudgedRole, unreadReason: string | null, functionsKnown: boolean): Judgement[] {
  const { roleArn, functionArns, teams } = role;
  const verdicts = verdictsOf(role, unreadReason);
  const judgement = stateOf(role, unreadReason);
  const subject: RoleSubject = { roleArn, functionArns, functionsKnown, teams, verdicts, judgement };
  return roleRules.map((rule) => judgementOf(rule, roleArn, subject));
}

function stateOf({ judgement, unknowns }: JudgedRole, unreadReason: string | null): JudgementState {
  if (judgement !== null && unreadReason === null) return { state: "known", value: judgement };
  return { state: "unknown", reason: unreadReason ?? unknowns.admin?.reason ?? notJudged };
}

function verdictsOf(role: JudgedRole, unreadReason: string | null): RoleSubject["verdicts"] {
  const unknown = (field: string) => ({
    state: "unknown" as const,
    reason: unreadReason ?? role.unknowns[field]?.reason ?? notJudged,
  });
  return {
    admin:
      role.admin === null || unreadReason !== null
        ? unknown("admin")
        : { state: "known", value: role.admin, evidence: role.evidence.admin ?? [] },
    wildcardServices:
      role.wildcardServices === null || unreadReason !== null
        ? unknown("wildcardServices")
        : { state: "known", value: role.wildcardServices, evidence: role.evidence.wildcardServices ?? [] },
  };
}

async function deletedJudgements(sql: Sql, accountId: string): Promise<Judgement[]> {
  const { rows } = await sql.query<{ rule: Judgement["rule"]; severity: Judgement["severity"]; resourceArn: string }>(
    `SELECT i.rule, i.severity, i.resource_arn AS "resourceArn" FROM findings i
     JOIN roles r ON r.role_arn = i.resource_arn AND r.deleted_at IS NOT NULL
     WHERE i.account_id = $1 AND i.region IS NULL AND i.status <> 'resolved'`,
    [accountId],
  );
  return rows.map((row) => ({ ...row, result: { kind: "deleted" } }));
}
