import { type ActionRuns, actionsMatching, actionsOfRuns, addRuns } from "./action-patterns.ts";
import { type ActionSet, emptyActionSet, noActions } from "./action-set.ts";
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

function unionOf(grants: readonly StatementGrant[]): ActionSet {
  if (grants.length === 0) return noActions();
  const union = emptyActionSet();
  for (const grant of grants) addRuns(union, grant.actions);
  return union;
}

/** Compiles an identity policy or permissions boundary. */
export function compilePolicy(policy: ParsedPolicy, partition: string): CompiledPolicy {
  const allows: StatementGrant[] = [];
  const conditionalAllows: StatementGrant[] = [];
  const denies: StatementGrant[] = [];
  const conditionalDenies: StatementGrant[] = [];
  for (const statement of policy.statements) {
    if (statement.resources === null) continue;
    const scope = resourceScope(statement.resources, policy.version, partition);
    if (isEmptyScope(scope, partition)) continue;
    const grant = { statement, actions: actionsMatching(statement.actions), scope };
    const certain = countsToward(statement);
    if (statement.effect === "Allow") (certain ? allows : conditionalAllows).push(grant);
    else (certain ? denies : conditionalDenies).push(grant);
  }
  const denied = unionOf(denies.filter(({ scope }) => scope.coversAll));
  return { allows, conditionalAllows, denies, conditionalDenies, allowed: unionOf(allows), denied };
}
