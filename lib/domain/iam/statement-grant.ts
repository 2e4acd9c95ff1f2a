import { type ActionRuns, actionsMatching, actionsOfRuns } from "./action-patterns.ts";
import { type ActionSet, addAll, emptyActionSet } from "./action-set.ts";
import { isAlwaysMet } from "./always-met-condition.ts";
import type { ParsedPolicy, PolicyStatement } from "./policy-document.ts";
import { isEmptyScope, type ResourceScope, resourceScope } from "./resource-scope.ts";

/** What one statement gives or takes. */
export interface StatementGrant {
  readonly statement: PolicyStatement;
  readonly actions: ActionRuns;
  readonly scope: ResourceScope;
}

/** One document, compiled for roles of one partition. The sets are unions over the statements without conditions. */
export interface CompiledPolicy {
  /** Allow statements that hold without a condition, or under conditions that practically every call meets. */
  readonly allows: readonly StatementGrant[];
  /** Allow statements that hold under conditions which not every call meets: they give, but only if. */
  readonly conditionalAllows: readonly StatementGrant[];
  /** Deny statements without any condition; the others take nothing away that one may rely on. */
  readonly denies: readonly StatementGrant[];
  readonly conditionalDenies: readonly StatementGrant[];
  /** Allowed on at least some resource. */
  readonly allowed: ActionSet;
  /** Denied on all resources. */
  readonly denied: ActionSet;
}

/** The actions that a statement names, as a new set. */
export function grantedActions(grant: StatementGrant): ActionSet {
  return actionsOfRuns(grant.actions);
}

function countsToward(statement: PolicyStatement): boolean {
  return statement.effect === "Deny" ? statement.conditions.length === 0 : statement.conditions.every(isAlwaysMet);
}

/** Compiles an identity policy or permissions boundary. */
export function compilePolicy(policy: ParsedPolicy, partition: string): CompiledPolicy {
  const grants = policy.statements.flatMap((statement) => {
    if (statement.resources === null) return [];
    const scope = resourceScope(statement.resources, policy.version, partition);
    return isEmptyScope(scope, partition) ? [] : [{ statement, actions: actionsMatching(statement.actions), scope }];
  });
  const grantsOf = (effect: PolicyStatement["effect"], certain: boolean) =>
    grants.filter(({ statement }) => statement.effect === effect && countsToward(statement) === certain);
  const allows = grantsOf("Allow", true);
  const denies = grantsOf("Deny", true);
  const allowed = emptyActionSet();
  const denied = emptyActionSet();
  for (const grant of allows) addAll(allowed, grantedActions(grant));
  for (const grant of denies) if (grant.scope.coversAll) addAll(denied, grantedActions(grant));
  const conditionalAllows = grantsOf("Allow", false);
  return { allows, conditionalAllows, denies, conditionalDenies: grantsOf("Deny", false), allowed, denied };
}
