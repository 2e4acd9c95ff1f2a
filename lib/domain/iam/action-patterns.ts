import { type ActionSet, addRange, complement, emptyActionSet, hasAction, hasRange, hasSomeOf } from "./action-set.ts";
import { type ActionUniverse, actionUniverse, type ServiceRange } from "./action-universe.ts";
import { matchPattern } from "./match-pattern.ts";
import type { PatternList } from "./policy-document.ts";

/**
 * Runs [start, end) of action numbers, flat: start, end, start, end …; they may overlap. Names are sorted, so `Get*` is
 * few runs, and every statement of a fleet can keep its own without filling memory as sets of bits would.
 */
export type ActionRuns = readonly number[];

/** Past this many patterns the cache starts anew, so that a process that lives for months keeps its size. */
const cacheLimit = 50_000;
const cache = new Map<string, ActionRuns>();

function push(runs: number[], index: number): void {
  if (runs.at(-1) === index) runs[runs.length - 1] = index + 1;
  else runs.push(index, index + 1);
}

/** The first action of the service whose name is not below `text`. */
function lowerBound(names: readonly string[], service: ServiceRange, text: string): number {
  let low = service.start;
  let high = service.end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((names[middle] ?? "") < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

function matchInService(pattern: string, service: ServiceRange, universe: ActionUniverse): ActionRuns {
  const names = universe.lowerNames;
  const wildcardAt = pattern.search(/[*?]/);
  const literal = wildcardAt < 0 ? pattern : pattern.slice(0, wildcardAt);
  const runs: number[] = [];
  for (let i = lowerBound(names, service, literal); i < service.end; i++) {
    const name = names[i] ?? "";
    if (!name.startsWith(literal)) break;
    if (matchPattern(pattern, name)) push(runs, i);
  }
  return runs;
}

function matchEverywhere(pattern: string, universe: ActionUniverse): ActionRuns {
  const runs: number[] = [];
  for (const service of universe.services) {
    for (let i = service.start; i < service.end; i++) {
      if (matchPattern(pattern, `${service.prefix}:${universe.lowerNames[i]}`)) push(runs, i);
    }
  }
  return runs;
}

function computeRuns(pattern: string): ActionRuns {
  const universe = actionUniverse();
  if (coversEveryAction(pattern)) return [0, universe.size];
  const colon = pattern.indexOf(":");
  const prefix = pattern.slice(0, Math.max(colon, 0));
  if (colon < 0 || /[*?]/.test(prefix)) return matchEverywhere(pattern, universe);
  const service = universe.serviceByPrefix.get(prefix);
  return service === undefined ? [] : matchInService(pattern.slice(colon + 1), service, universe);
}

function runsOf(pattern: string): ActionRuns {
  const lower = pattern.toLowerCase();
  const known = cache.get(lower);
  if (known !== undefined) return known;
  const runs = computeRuns(lower);
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(lower, runs);
  return runs;
}

/** Whether an action pattern is `*` or `*:*`, which is every action, those that AWS adds later too. */
export function coversEveryAction(pattern: string): boolean {
  return /^\*+(:\*+)?$/.test(pattern);
}

/** The runs of actions that `set` holds. */
function runsIn(set: ActionSet): ActionRuns {
  const runs: number[] = [];
  for (let i = 0; i < actionUniverse().size; i++) if (hasAction(set, i)) push(runs, i);
  return runs;
}

/** The actions of the runs as a set. */
export function actionsOfRuns(runs: ActionRuns): ActionSet {
  const set = emptyActionSet();
  for (let i = 0; i < runs.length; i += 2) addRange(set, runs[i] ?? 0, runs[i + 1] ?? 0);
  return set;
}

/** Whether `set` holds every action of the runs. */
export function holdsRuns(set: ActionSet, runs: ActionRuns): boolean {
  for (let i = 0; i < runs.length; i += 2) if (!hasRange(set, runs[i] ?? 0, runs[i + 1] ?? 0)) return false;
  return true;
}

/** Whether `set` holds at least one action of the runs. */
export function touchesRuns(set: ActionSet, runs: ActionRuns): boolean {
  for (let i = 0; i < runs.length; i += 2) if (hasSomeOf(set, runs[i] ?? 0, runs[i + 1] ?? 0)) return true;
  return false;
}

/**
 * The actions that an `Action` or `NotAction` element covers; case does not matter. A service or action that the list
 * does not know matches nothing, so a `NotAction` of it leaves everything, as it does at AWS.
 */
export function actionsMatching(list: PatternList): ActionRuns {
  const runs = list.patterns.flatMap(runsOf);
  return list.mode === "only" ? runs : runsIn(complement(actionsOfRuns(runs)));
}
