import { notApplicable, type RuleResult, unknownResult } from "#lib/domain/findings/finding.ts";
import type { RoleSubject } from "#lib/domain/findings/subjects.ts";

/**
 * A rule about roles that some function runs as. Where it would find something in one that no function is known to use,
 * and not all functions are known, nobody can tell.
 */
export function ofRolesInUse(evaluate: (subject: RoleSubject) => RuleResult): (subject: RoleSubject) => RuleResult {
  return (subject) => {
    const isUsed = subject.functionArns.length > 0;
    if (!isUsed && subject.functionsKnown) return notApplicable("No function runs as this role.");
    const result = evaluate(subject);
    if (isUsed || result.kind !== "evidence") return result;
    return unknownResult("Whether a function runs as this role is not known: not all of the account's could be read.");
  };
}
