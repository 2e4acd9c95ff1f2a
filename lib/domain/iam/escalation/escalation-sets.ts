import { actionsMatching } from "#lib/domain/iam/action-patterns.ts";
import { actionUniverse } from "#lib/domain/iam/action-universe.ts";
import type { EscalationSet } from "./escalation-set.ts";
import { existingResourceSets } from "./existing-resource-sets.ts";
import { iamWriteSets } from "./iam-write-sets.ts";
import { passRoleComputeSets } from "./pass-role-compute-sets.ts";
import { passRoleSets } from "./pass-role-sets.ts";

/**
 * Every set: 111, of which 76 hold no other set of the list. They are the union of six public lists, read on 2026-11-21.
 * The lists name actions, which are facts; no sentence and no code of theirs is used. Letters, as `lists` of a set has
 * them:
 *
 * - R: Rhino Security Labs, AWS-IAM-Privilege-Escalation (28 numbered methods);
 * - P: Parliament's community auditor for privilege escalation (22, without ids);
 * - M: PMapper's edges (24, without ids);
 * - C: Cloudsplaining at 5012eab of 2026-08-16 (59, without ids);
 * - W: Prowler (101, without ids);
 * - D: pathfinding.cloud by Datadog, Apache-2.0, at 84dd65c of 2025-12-17 (65 paths, with ids).
 *
 * Left out: `codestar:CreateProjectFromTemplate` (R23), which AWS no longer lists among its actions, so that no policy
 * grants it any more. The two other CodeStar sets stay, since their actions are still listed.
 */
export const escalationSets: readonly EscalationSet[] = [
  ...iamWriteSets,
  ...passRoleComputeSets,
  ...passRoleSets,
  ...existingResourceSets,
];

function isProperSubset(first: EscalationSet, second: EscalationSet): boolean {
  return (
    first.actions.length < second.actions.length && first.actions.every((action) => second.actions.includes(action))
  );
}

/** Ids of the sets that hold no other set of the list: what they need is the least that works. */
export const minimalSetIds: ReadonlySet<string> = new Set(
  escalationSets
    .filter((candidate) => !escalationSets.some((other) => isProperSubset(other, candidate)))
    .map(({ id }) => id),
);

/** A set with its actions as numbers of the action list. */
export interface IndexedSet {
  readonly set: EscalationSet;
  /** Every action that must be allowed, wildcards resolved, without iam:PassRole, whose conditions are read apart. */
  readonly required: readonly number[];
}

function indicesOf(pattern: string): readonly number[] {
  const runs = actionsMatching({ mode: "only", patterns: [pattern] });
  const indices: number[] = [];
  for (let at = 0; at < runs.length; at += 2) {
    for (let index = runs[at] ?? 0; index < (runs[at + 1] ?? 0); index++) indices.push(index);
  }
  return indices;
}

const indexByAction = new Map<string, number>();

/** The number of one action, such as `iam:PassRole`; one that AWS does not list is a fault of this list. */
export function actionIndex(action: string): number {
  const known = indexByAction.get(action);
  if (known !== undefined) return known;
  const [index] = indicesOf(action);
  if (index === undefined) throw new RangeError(`AWS lists no action ${action}.`);
  indexByAction.set(action, index);
  return index;
}

/** Names of the actions that a set's `action` stands for, as AWS spells them. */
export function actionNames(action: string): readonly string[] {
  const [prefix = ""] = action.split(":");
  return indicesOf(action).map((index) => `${prefix}:${actionUniverse().names[index]}`);
}

let indexed: readonly IndexedSet[] | null = null;

/** The sets ready for tests against a role's rights; made at first use. */
export function indexedSets(): readonly IndexedSet[] {
  indexed ??= escalationSets.map((set) => ({
    set,
    required: set.actions.filter((action) => action !== "iam:PassRole").flatMap(indicesOf),
  }));
  return indexed;
}
