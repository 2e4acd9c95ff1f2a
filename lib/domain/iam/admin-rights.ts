import { actionUniverse } from "./action-universe.ts";
import { cuttingLevels } from "./grant-remainder.ts";
import { allowsEverything, coversEverything, isDeniedOn, type RoleRights } from "./role-rights.ts";
import { grantedActions } from "./statement-grant.ts";
import { asEvidence, provingCandidates, type StatementEvidence } from "./verdict-evidence.ts";

/** Writes by which a role widens its own rights, with the kind of resource that each acts on. */
const wideningWrites = [
  ["PutRolePolicy", "role"],
  ["AttachRolePolicy", "role"],
  ["UpdateAssumeRolePolicy", "role"],
  ["PassRole", "role"],
  ["CreatePolicyVersion", "policy"],
  ["SetDefaultPolicyVersion", "policy"],
] as const;

function iamActionIndex(name: string): number {
  const universe = actionUniverse();
  const iam = universe.serviceByPrefix.get("iam");
  return universe.names.indexOf(name, iam?.start ?? universe.size);
}

/** Whether at least one write is left with which the role could undo whatever else is denied. */
function canWidenItself(rights: RoleRights): boolean {
  const { partition, accountId } = rights.home;
  return wideningWrites.some(
    ([name, type]) => !isDeniedOn(rights, iamActionIndex(name), `arn:${partition}:iam::${accountId}:${type}/`),
  );
}

/** Whether a role may do effectively everything: see "Whole-role verdicts" in docs/rules.md. */
export function isAdmin(rights: RoleRights): boolean {
  const documents = rights.policies.map((policy) => policy.compiled);
  if (!allowsEverything(documents, rights.home)) return false;
  if (!cuttingLevels(rights).every((level) => allowsEverything(level, rights.home))) return false;
  return canWidenItself(rights);
}

/** The Allow statements that make an admin of the role. */
export function adminEvidence(rights: RoleRights): readonly StatementEvidence[] {
  const candidates = rights.policies.flatMap(({ source, compiled }) =>
    compiled.allows.flatMap((grant, position) =>
      coversEverything(grant.scope, rights.home)
        ? [{ source, position, written: grant.statement.written, actions: grantedActions(grant) }]
        : [],
    ),
  );
  return asEvidence(provingCandidates(candidates, 0, actionUniverse().size));
}
