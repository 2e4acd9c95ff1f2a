import { createHash } from "node:crypto";
import {
  listPolicyDocuments,
  listStoredRoles,
  type RoleVerdictRow,
  type StoredRole,
  saveRoleVerdicts,
} from "#lib/db/sql/roles.ts";
import type { Json } from "#lib/domain/fleet/observed.ts";
import { parsePolicyDocument } from "#lib/domain/iam/parse-policy-document.ts";
import { createVerdictCache, type RolePolicy, roleVerdicts, type Verdict } from "#lib/domain/iam/role-verdicts.ts";
import type { ServiceContext } from "#lib/services/context.ts";

type Documents = ReadonlyMap<string, { readonly document: Json; readonly hash: string }>;

/** How many roles are written at a time. */
const batch = 500;

/** Judges every execution role of an account by all its policies and keeps the verdicts with their evidence. */
export async function judgeRoles(
  context: ServiceContext,
  { accountId }: { readonly accountId: string },
): Promise<void> {
  const roles = await listStoredRoles(context.db.pool, accountId);
  const documents = await listPolicyDocuments(context.db.pool, accountId);
  const cache = createVerdictCache();
  for (let at = 0; at < roles.length; at += batch) {
    const rows = roles.slice(at, at + batch).map((role) => judge(role, documents, cache));
    // In a transaction of the task: whoever has lost it meanwhile writes over nobody's newer verdicts.
    await context.inSqlTransaction((sql) => saveRoleVerdicts(sql, rows));
  }
}

function judge(role: StoredRole, documents: Documents, cache: ReturnType<typeof createVerdictCache>): RoleVerdictRow {
  const inline = role.inlinePolicies.map(({ name, document }) =>
    policyOf(`inline:${name}`, document, hashOf(document)),
  );
  const attached = role.attachedPolicyArns.map((arn) => managed(arn, documents));
  const boundary = role.boundaryArn === null ? null : managed(role.boundaryArn, documents);
  const verdicts = roleVerdicts({ roleArn: role.roleArn, policies: [...attached, ...inline], boundary }, cache);
  return {
    role_arn: role.roleArn,
    admin: knownValue(verdicts.admin),
    wildcard_services: knownValue(verdicts.wildcardServices),
    evidence: { admin: evidenceOf(verdicts.admin), wildcardServices: evidenceOf(verdicts.wildcardServices) },
    unknowns: { ...unknownOf("admin", verdicts.admin), ...unknownOf("wildcardServices", verdicts.wildcardServices) },
  };
}

function managed(arn: string, documents: Documents): RolePolicy {
  const found = documents.get(arn);
  if (found) return policyOf(arn, found.document, found.hash);
  return {
    source: arn,
    documentHash: "",
    document: { kind: "error", message: "The policy was not among those that IAM listed." },
  };
}

function policyOf(source: string, document: Json, documentHash: string): RolePolicy {
  return { source, documentHash, document: parsePolicyDocument(document, "identity") };
}

function hashOf(document: Json): string {
  return createHash("sha256").update(JSON.stringify(document)).digest("hex");
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
