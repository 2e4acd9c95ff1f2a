import { addRuns } from "#lib/domain/iam/action-patterns.ts";
import {
  type ActionSet,
  addsTo,
  difference,
  emptyActionSet,
  intersection,
  isEmptySet,
} from "#lib/domain/iam/action-set.ts";
import { cuttingLevels, remainingActions } from "#lib/domain/iam/grant-remainder.ts";
import { type ResourceScope, scopesOverlap } from "#lib/domain/iam/resource-scope.ts";
import type { RoleRights } from "#lib/domain/iam/role-rights.ts";
import { grantedActions, type StatementGrant } from "#lib/domain/iam/statement-grant.ts";
import { scopeCovers, singleScopes } from "./scope-cover.ts";

/** Some actions on some resources. */
interface Piece {
  readonly actions: ActionSet;
  readonly scope: ResourceScope;
}

function unionOf(grants: readonly StatementGrant[]): ActionSet {
  const union = emptyActionSet();
  for (const grant of grants) addRuns(union, grant.actions);
  return union;
}

/** What each level allows, the role's own policies first. */
function allowLayers(rights: RoleRights): readonly (readonly StatementGrant[])[] {
  const layers = [rights.policies.map(({ compiled }) => compiled), ...cuttingLevels(rights)];
  return layers.map((layer) => layer.flatMap((policy) => policy.allows));
}

const everywhereCache = new WeakMap<RoleRights, ActionSet>();

/** Actions that the role has on all resources, untouched by any Deny. */
function everywhere(rights: RoleRights): ActionSet {
  const known = everywhereCache.get(rights);
  if (known !== undefined) return known;
  let actions = difference(rights.effective, unionOf(rights.denies));
  for (const grants of allowLayers(rights)) {
    actions = intersection(actions, unionOf(grants.filter(({ scope }) => scope.coversAll)));
  }
  everywhereCache.set(rights, actions);
  return actions;
}

/** The narrower of two scopes that share something; the first where neither holds the other, which is too wide. */
function narrower(first: ResourceScope, second: ResourceScope): ResourceScope {
  return !scopeCovers(second, first) && scopeCovers(first, second) ? second : first;
}

/** What is left of a grant, cut by each level. Scopes may be too wide, never too narrow. */
function piecesOf(grant: StatementGrant, actions: ActionSet, rights: RoleRights): readonly Piece[] {
  let pieces: readonly Piece[] = [{ actions, scope: grant.scope }];
  for (const layer of allowLayers(rights).slice(1)) {
    pieces = pieces.flatMap((piece) =>
      layer.flatMap((other) => {
        const shared = intersection(piece.actions, grantedActions(other));
        if (isEmptySet(shared) || !scopesOverlap(piece.scope, other.scope)) return [];
        return [{ actions: shared, scope: narrower(piece.scope, other.scope) }];
      }),
    );
  }
  return pieces;
}

/** Whether `rights` have all of a piece that `owner` has: each level allows it, and no Deny takes it that spares the owner. */
function holdsPiece(rights: RoleRights, { actions, scope }: Piece, owner: RoleRights): boolean {
  for (const grants of allowLayers(rights)) {
    const covering = grants.filter((grant) => scopeCovers(grant.scope, scope));
    if (addsTo(actions, unionOf(covering))) return false;
  }
  return rights.denies.every((deny) => {
    const taken = intersection(actions, grantedActions(deny));
    if (isEmptySet(taken) || !scopesOverlap(deny.scope, scope)) return true;
    const alike = owner.denies.filter((other) => scopeCovers(other.scope, deny.scope));
    return !addsTo(taken, unionOf(alike));
  });
}

/**
 * Whether `stronger` may do something that `weaker` may not: an action that it lacks, or one on resources that it does
 * not reach. Statements under conditions count on neither side.
 */
export function exceeds(stronger: RoleRights, weaker: RoleRights): boolean {
  if (addsTo(stronger.effective, weaker.effective)) return true;
  const held = everywhere(weaker);
  if (!addsTo(stronger.effective, held)) return false;
  return stronger.policies.some(({ compiled }) =>
    compiled.allows.some((grant) => {
      const actions = difference(remainingActions(grant, stronger), held);
      if (isEmptySet(actions)) return false;
      return piecesOf(grant, actions, stronger).some((piece) =>
        singleScopes(piece.scope).some((scope) => !holdsPiece(weaker, { ...piece, scope }, stronger)),
      );
    }),
  );
}
