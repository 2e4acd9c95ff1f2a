import { createHash } from "node:crypto";
import { lockJudging } from "#lib/db/sql/findings.ts";
import {
  areFunctionRolesKnown,
  getJudgingBasis,
  hashOfFunctionRoles,
  hashOfRoles,
  listFunctionRoles,
  listKnownAccounts,
  listPolicyDocuments,
  listStoredRoles,
  type RoleVerdictRow,
  saveJudgingBasis,
  saveRoleVerdicts,
} from "#lib/db/sql/role-judging.ts";
import type { Sql } from "#lib/db/sql/transaction.ts";
import { actionUniverse } from "#lib/domain/iam/action-universe.ts";
import { type JudgeableAccount, type JudgedRole, judgeAccount } from "#lib/domain/iam/judgement/judge-account.ts";
import type { Verdict } from "#lib/domain/iam/role-verdicts.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { controlKeyOf, controlLevelsOf } from "./control-levels.ts";
import { createRoleReader } from "./judgeable-role.ts";

/** How many roles are written at a time. */
const batch = 500;

/** Counts up when the judge answers otherwise than before: every account is then judged anew. */
const judgeVersion = 2;

/** What verdicts rest on besides the account's own roles, policies and functions. */
interface Surroundings {
  readonly accountId: string;
  readonly functionsKnown: boolean;
  readonly knownAccounts: readonly string[];
}

/**
 * Judges every execution role of an account by all its policies, by whom it trusts and by what the other roles hold, and
 * keeps the verdicts with their evidence. An account where nothing of this has changed is not judged again.
 */
export async function judgeRoles(
  context: ServiceContext,
  { accountId }: { readonly accountId: string },
): Promise<void> {
  const now = context.clock.now();
  // In a transaction of the task: whoever has lost it meanwhile writes over nobody's newer verdicts.
  await context.inSqlTransaction(async (sql) => {
    await lockJudging(sql, accountId, "");
    const around = {
      accountId,
      functionsKnown: await areFunctionRolesKnown(sql, accountId),
      knownAccounts: await listKnownAccounts(sql),
    };
    const basis = await basisOf(sql, around);
    if (basis === (await getJudgingBasis(sql, accountId))) return;
    const rows: RoleVerdictRow[] = [];
    for (const role of judgeAccount(await loadAccount(sql, around))) {
      rows.push(rowOf(role));
      if (rows.length >= batch) await saveRoleVerdicts(sql, rows.splice(0));
    }
    await saveRoleVerdicts(sql, rows);
    await saveJudgingBasis(sql, accountId, basis, now);
  });
}

async function basisOf(sql: Sql, { accountId, functionsKnown, knownAccounts }: Surroundings): Promise<string> {
  const parts = [
    judgeVersion,
    actionUniverse().size,
    // Functions known in part are not judged by, so none of them changes a verdict.
    functionsKnown ? await hashOfFunctionRoles(sql, accountId) : null,
    knownAccounts,
    await controlKeyOf(sql, accountId),
    await hashOfRoles(sql, accountId),
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

async function loadAccount(sql: Sql, { accountId, functionsKnown, knownAccounts }: Surroundings) {
  const toJudgeable = createRoleReader(await listPolicyDocuments(sql, accountId));
  const account: JudgeableAccount = {
    accountId,
    roles: (await listStoredRoles(sql, accountId)).map(toJudgeable),
    roleByFunction: functionsKnown ? await listFunctionRoles(sql, accountId) : new Map(),
    functionsKnown,
    controlLevels: await controlLevelsOf(sql, accountId),
    knownAccounts: new Set(knownAccounts),
  };
  return account;
}

function rowOf({ roleArn, verdicts: { admin, wildcardServices }, judgement }: JudgedRole): RoleVerdictRow {
  return {
    role_arn: roleArn,
    admin: knownValue(admin),
    wildcard_services: knownValue(wildcardServices),
    evidence: { admin: evidenceOf(admin), wildcardServices: evidenceOf(wildcardServices) },
    unknowns: { ...unknownOf("admin", admin), ...unknownOf("wildcardServices", wildcardServices) },
    severity: judgement?.severity ?? null,
    because: judgement?.because ?? null,
    judgement,
  };
}

function knownValue<T>(verdict: Verdict<T>): T | null {
  return verdict.state === "known" ? verdict.value : null;
}

function evidenceOf(verdict: Verdict<unknown>): readonly object[] {
  return verdict.state === "known" ? verdict.evidence : [];
}

function unknownOf(field: string, verdict: Verdict<unknown>) {
  return verdict.state === "known" ? {} : { [field]: { state: "failed", reason: verdict.reason, since: null } };
}
