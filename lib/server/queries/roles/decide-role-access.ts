import { sharedDatabase } from "#lib/db/shared-database.ts";
import { getStoredRole } from "#lib/db/sql/role-judging.ts";
import { listPolicies } from "#lib/db/sql/roles/role-parts.ts";
import type { AccessRequest } from "#lib/domain/iam/decide/access-decision.ts";
import { decideAccess } from "#lib/domain/iam/decide/decide-access.ts";
import { accessAnswer } from "#lib/domain/roles/access-answer.ts";
import { decidableRole } from "#lib/domain/roles/decidable-role.ts";
import { policyView, statementFinder } from "#lib/domain/roles/policy-views.ts";
import type { AccessAnswerView } from "#lib/domain/views/role-access.ts";
import { NotFoundError } from "#lib/errors.ts";
import { controlLevelsOf } from "#lib/services/roles/control-levels.ts";
import { policyArnsOf, storedDocuments } from "./stored-documents.ts";

/**
 * Whether a role may make a request, by its documents as they were read last and the service control policies above it
 * where they are known, with the statements that decide.
 *
 * @throws NotFoundError where Lamplight has never seen the role.
 */
export async function decideRoleAccess(roleArn: string, request: AccessRequest): Promise<AccessAnswerView> {
  const { pool } = sharedDatabase();
  const role = await getStoredRole(pool, roleArn);
  if (role === null) throw new NotFoundError("Lamplight has never seen this role.");
  const [managed, levels] = await Promise.all([
    listPolicies(pool, role.accountId, policyArnsOf(role)),
    controlLevelsOf(pool, role.accountId),
  ]);
  const documents = storedDocuments(role, managed);
  const decidable = decidableRole(roleArn, documents, levels ?? []);
  if (decidable.state === "unknown") return decidable;
  const find = statementFinder(documents.map((document) => policyView(document, new Map())));
  return accessAnswer(decideAccess(decidable.role, request), find, levels !== null);
}
