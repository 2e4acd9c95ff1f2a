import { type ActionSet, hasAction } from "#lib/domain/iam/action-set.ts";
import type { EscalatingRole, EscalationPath } from "./escalation-path.ts";
import type { EscalationSet } from "./escalation-set.ts";
import { indexedSets } from "./escalation-sets.ts";
import type { Estate } from "./estate.ts";
import { createJudgeContext, type JudgeContext } from "./judge-context.ts";
import { judgeRoleWrites } from "./judge-roles.ts";
import { judgeExisting, judgePassRole } from "./judge-services.ts";
import { judgeUserWrites } from "./judge-users.ts";

function judge(context: JudgeContext, set: EscalationSet): readonly EscalationPath[] {
  switch (set.kind) {
    case "passRole":
      return judgePassRole(context, set);
    case "existing":
      return judgeExisting(context, set);
    case "self":
      return set.target === "user" || set.target === "accomplice"
        ? judgeUserWrites(context, set)
        : judgeRoleWrites(context, set);
  }
}

function holdsAll(effective: ActionSet, indices: readonly number[]): boolean {
  for (const index of indices) if (!hasAction(effective, index)) return false;
  return true;
}

/**
 * The ways in which a role can gain rights that it lacks: every set of `escalationSets` that works with its effective
 * rights. Statements under conditions do not count, but for iam:PassedToService, of which the outcome is known. A role
 * that has every right has nothing to gain: see `escalationVerdict`.
 *
 * Pass the same `estate` for all roles of a run; comparisons are kept with it.
 */
export function findEscalations(role: EscalatingRole, estate: Estate): readonly EscalationPath[] {
  const { effective } = role.rights;
  const held: EscalationSet[] = [];
  for (const { set, required } of indexedSets()) if (holdsAll(effective, required)) held.push(set);
  if (held.length === 0) return [];
  const context = createJudgeContext(role, estate);
  return held.flatMap((set) => judge(context, set));
}
