import { type ActionSet, addRange, emptyActionSet, hasSomeOf } from "./action-set.ts";
import { type ActionUniverse, actionUniverse, type ServiceRange } from "./action-universe.ts";
import { matchPattern } from "./match-pattern.ts";
import type { PatternList } from "./policy-document.ts";

/**
 * Runs [start, end) of action numbers, flat: start, end, start, end …; in order, none touches the next. Names are
 * sorted, so `Get*` is few runs, and every statement of a fleet can keep its own without filling memory as sets of bits
 * would.
 */
export type ActionRuns = readonly number[];

/** Past this many patterns the cache starts anew, so that a process that lives for months keeps its size. */
const cacheLimit = 50_000;
const cache = new Map<string, ActionRuns>();

const wildcard = /[*?]/;

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

/** The runs of a name without wildcards. */
function findInService(name: string, service: ServiceRange, universe: ActionUniverse): ActionRuns {
  const at = lowerBound(universe.lowerNames, service, name);
  return at < service.end && universe.lowerNames[at] === name ? [at, at + 1] : [];
}

function matchInService(pattern: string, service: ServiceRange, universe: ActionUniverse): ActionRuns {
  const names = universe.lowerNames;
  const literal = pattern.slice(0, pattern.search(wildcard));
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
  const colon = pattern.indexOf(":");
  const prefix = pattern.slice(0, Math.max(colon, 0));
  const service = universe.serviceByPrefix.get(prefix);
  const name = pattern.slice(colon + 1);
  if (service !== undefined) {
    return wildcard.test(name) ? matchInService(name, service, universe) : findInService(name, service, universe);
  }
  if (coversEveryAction(pattern)) return [0, universe.size];
  return colon < 0 || wildcard.test(prefix) ? matchEverywhere(pattern, universe) : [];
}

/** Kept as written, too: most documents spell an action as AWS does, and folding its case costs more than finding it. */
function runsOf(pattern: string): ActionRuns {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  const lower = pattern.toLowerCase();
  const runs = cache.get(lower) ?? computeRuns(lower);
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(pattern, runs);
  return runs;
}

/** Whether an action pattern is `*` or `*:*`, which is every action, those that AWS adds later too. */
export function coversEveryAction(pattern: string): boolean {
  return /^\*+(:\*+)?$/.test(pattern);
}

/** Start and end of a run in one number, so that runs can be sorted by their starts: no action's number has 16 bits. */
const packed = (start: number, end: number) => start * 0x10000 + end;

function isInOrder(runs: readonly number[]): boolean {
  for (let at = 2; at < runs.length; at += 2) if ((runs[at] ?? 0) <= (runs[at - 1] ?? 0)) return false;
  return true;
}

/** Runs in whatever order, which may overlap, as {@link ActionRuns}. */
export function mergedRuns(runs: readonly number[]): ActionRuns {
  if (isInOrder(runs)) return runs;
  const sorted = new Float64Array(runs.length >>> 1);
  for (let at = 0; at < sorted.length; at++) sorted[at] = packed(runs[at * 2] ?? 0, runs[at * 2 + 1] ?? 0);
  sorted.sort();
  const merged: number[] = [];
  for (let at = 0; at < sorted.length; at++) {
    const run = sorted[at] ?? 0;
    const start = Math.floor(run / 0x10000);
    const end = run % 0x10000;
    const last = merged.at(-1);
    if (last === undefined || start > last) merged.push(start, end);
    else if (end > last) merged[merged.length - 1] = end;
  }
  return merged;
}

/** All actions but those of the runs. */
function runsBetween(runs: ActionRuns): ActionRuns {
  const between: number[] = [];
  let from = 0;
  for (let at = 0; at < runs.length; at += 2) {
    const start = runs[at] ?? 0;
    if (from < start) between.push(from, start);
    from = runs[at + 1] ?? 0;
  }
  const { size } = actionUniverse();
  if (from < size) between.push(from, size);
  return between;
}

/** Adds the actions of the runs to `set`. */
export function addRuns(set: ActionSet, runs: ActionRuns): void {
  for (let i = 0; i < runs.length; i += 2) addRange(set, runs[i] ?? 0, runs[i + 1] ?? 0);
}

/** The actions of the runs as a set. */
export function actionsOfRuns(runs: ActionRuns): ActionSet {
  const set = emptyActionSet();
  addRuns(set, runs);
  return set;
}

/** How many runs start at or before `index`. */
function runsFrom(runs: ActionRuns, index: number): number {
  let low = 0;
  let high = runs.length >>> 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((runs[middle * 2] ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether one of the runs holds all of [start, end). */
export function coversRange(runs: ActionRuns, start: number, end: number): boolean {
  const count = runsFrom(runs, start);
  return count > 0 && end <= (runs[count * 2 - 1] ?? 0);
}

/** Whether the runs hold a number. */
export function holdsIndex(runs: ActionRuns, index: number): boolean {
  return coversRange(runs, index, index + 1);
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
  const [first = "", ...others] = list.patterns;
  const all = others.length === 0 ? runsOf(first) : mergedRuns(joined(list.patterns));
  return list.mode === "only" ? all : runsBetween(all);
}

function joined(patterns: readonly string[]): readonly number[] {
  const all: number[] = [];
  for (const pattern of patterns) {
    const runs = runsOf(pattern);
    for (let at = 0; at < runs.length; at++) all.push(runs[at] ?? 0);
  }
  return all;
}
