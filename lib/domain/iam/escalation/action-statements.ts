import { holdsIndex } from "#lib/domain/iam/action-patterns.ts";
import { cuttingLevels } from "#lib/domain/iam/grant-remainder.ts";
import { matchPattern } from "#lib/domain/iam/match-pattern.ts";
import { asCertainPattern, asPossiblePattern, type ResourceScope } from "#lib/domain/iam/resource-scope.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import { someResourceFits } from "#lib/domain/iam/some-resource-fits.ts";
import type { CompiledPolicy, StatementGrant } from "#lib/domain/iam/statement-grant.ts";
import { allowsPassingTo, deniesPassingTo } from "./passed-to-service.ts";

export interface SourcedGrant {
  readonly source: string;
  readonly grant: StatementGrant;
}

/** The statements of a role that decide about one action. */
export interface ActionStatements {
  readonly allows: readonly SourcedGrant[];
  /** What each level above the role's own policies allows: boundary, then service control policies. */
  readonly levels: readonly (readonly StatementGrant[])[];
  readonly denies: readonly StatementGrant[];
}

function compute(rights: RoleRights, index: number, service: string | null): ActionStatements {
  const concerns = (grant: StatementGrant) => holdsIndex(grant.actions, index);
  const allowsOf = (policy: CompiledPolicy) => {
    const certain = policy.allows.filter(concerns);
    if (service === null) return certain;
    const passing = policy.conditionalAllows.filter(concerns);
    return [...certain, ...passing.filter(({ statement }) => allowsPassingTo(statement, service))];
  };
  const levels = cuttingLevels(rights);
  const documents = [...rights.policies.map(({ compiled }) => compiled), ...levels.flat()];
  const deniedToService =
    service === null
      ? []
      : documents.flatMap((policy) =>
          policy.conditionalDenies.filter((grant) => concerns(grant) && deniesPassingTo(grant.statement, service)),
        );
  const levelAllows = levels.map((level) => level.flatMap(allowsOf));
  const denies = [...rights.denies.filter(concerns), ...deniedToService];
  // Wholly lost: said at once, so that nobody asks it of every role there is.
  const lost = levelAllows.some((level) => level.length === 0) || denies.some(({ scope }) => scope.coversAll);
  const allows = lost
    ? []
    : rights.policies.flatMap(({ source, compiled }) => allowsOf(compiled).map((grant) => ({ source, grant })));
  return { allows, levels: levelAllows, denies };
}

const cache = new WeakMap<RoleRights, Map<number | string, ActionStatements>>();

/** `service` is the one that a role is passed to, where the action is iam:PassRole; else null. */
export function statementsFor(rights: RoleRights, index: number, service: string | null = null): ActionStatements {
  const known = cache.get(rights) ?? new Map<number | string, ActionStatements>();
  const key = service === null ? index : `${index} ${service}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const statements = compute(rights, index, service);
  cache.set(rights, known.set(key, statements));
  return statements;
}

/** Whether a scope holds one ARN, whatever its policy variables stand for. */
export function scopeHolds(scope: ResourceScope, arn: string): boolean {
  if (scope.coversAll) return true;
  return scope.mode === "only"
    ? scope.patterns.some((pattern) => matchPattern(asCertainPattern(pattern), arn))
    : !scope.patterns.some((pattern) => matchPattern(asPossiblePattern(pattern), arn));
}

/** The Allow statements by which the action may be done on `arn`; empty where it may not. */
export function allowsOn({ allows, levels, denies }: ActionStatements, arn: string): readonly SourcedGrant[] {
  const holds = (grant: StatementGrant) => scopeHolds(grant.scope, arn);
  if (denies.some(holds) || !levels.every((level) => level.some(holds))) return [];
  return allows.filter(({ grant }) => holds(grant));
}

/**
 * Whether a resource that lies in all of `scopes` and in none of `outside` is left for the action by every level and by
 * Deny.
 */
export function leavesSome(
  { levels, denies }: Pick<ActionStatements, "levels" | "denies">,
  scopes: readonly ResourceScope[],
  outside: readonly ResourceScope[] = [],
): boolean {
  const [level, ...rest] = levels;
  if (level === undefined) return someResourceFits(scopes, [...outside, ...denies.map(({ scope }) => scope)]);
  const whole = level.some(({ scope }) => scope.coversAll);
  const choices = whole ? [scopes] : level.map(({ scope }) => [...scopes, scope]);
  return choices.some((choice) => leavesSome({ levels: rest, denies }, choice, outside));
}

/** The Allow statements of which something is left for the action, on whatever resource. */
export function usableAllows(rights: RoleRights, index: number): readonly SourcedGrant[] {
  const statements = statementsFor(rights, index);
  const { allows, levels, denies } = statements;
  if (levels.length === 0 && denies.length === 0) return allows;
  return allows.filter(({ grant }) => leavesSome(statements, [grant.scope]));
}
