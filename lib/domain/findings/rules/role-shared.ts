import { type FindingRule, pass, unknownResult } from "#lib/domain/findings/finding.ts";
import type { RoleSubject } from "#lib/domain/findings/subjects.ts";
import { ofRolesInUse } from "./role-use.ts";

/** Functions of one role that no single task explains any more, whosever they are. */
export const manyFunctions = 10;

/**
 * A role that several teams, or very many functions, stand on gives each of them what any of them needs. Where that is
 * ordinary work there is nothing to fear, so only roles that reach further count.
 */
export const roleShared: FindingRule<RoleSubject> = {
  id: "role-shared",
  severity: "medium",
  title: "The role is shared by several teams or very many functions",
  remedy: "Give each team, or better each function, a role of its own with what it uses.",
  evaluate: ofRolesInUse(({ roleArn, functionArns, functionsKnown, teams, judgement }) => {
    if (judgement.state === "unknown") return unknownResult(judgement.reason);
    const { severity, because } = judgement.value;
    const isShared = functionArns.length > 1 && (teams.length > 1 || functionArns.length >= manyFunctions);
    if (severity === null || (!isShared && functionsKnown)) return pass;
    if (!isShared) return unknownResult("Not all of the account's functions could be read: more may run as this role.");
    const value = { functions: functionArns.length, teams: [...teams].sort(), because };
    return {
      kind: "evidence",
      evidence: [{ fact: "shared role", source: roleArn, value }],
      severity: severity === "critical" || severity === "high" ? "medium" : "low",
    };
  }),
};
