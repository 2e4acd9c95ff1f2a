import { matchPattern } from "#lib/domain/iam/match-pattern.ts";

/** A way to gain rights, as far as others are compared with it. */
export interface EscalationWay {
  /** Actions of its steps: `service:Action`, or a wildcard such as `iam:*`. */
  readonly actions: readonly string[];
  /** As in `EscalationPath`. */
  readonly potential: boolean;
}

/** Whether all of some actions are among others; `iam:*` holds `iam:PutRolePolicy`. */
function areAmong(actions: readonly string[], others: readonly string[]): boolean {
  return actions.every((action) => others.some((other) => matchPattern(other, action)));
}

/** Whether the first way needs less than the second, and is as sure. */
function makesNeedless(first: EscalationWay, second: EscalationWay): boolean {
  if (first.potential && !second.potential) return false;
  return areAmong(first.actions, second.actions) && !areAmong(second.actions, first.actions);
}

/** The ways that say something of their own, in their order: one that needs more than another adds nothing to it. */
export function tellingWays<T>(all: readonly T[], wayOf: (one: T) => EscalationWay): readonly T[] {
  const ways = all.map((one) => {
    const { actions, potential } = wayOf(one);
    return { one, actions: actions.map((action) => action.toLowerCase()), potential };
  });
  return ways.filter((way) => !ways.some((other) => makesNeedless(other, way))).map(({ one }) => one);
}
