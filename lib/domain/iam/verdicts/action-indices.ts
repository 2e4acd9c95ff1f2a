import type { ActionRuns } from "#lib/domain/iam/action-patterns.ts";
import { type ActionSet, addRange, emptyActionSet } from "#lib/domain/iam/action-set.ts";
import { actionUniverse, type ServiceRange } from "#lib/domain/iam/action-universe.ts";

/** The actions of a list of `service:Action` names; names that AWS does not document (any more) are left out. */
export function actionsNamed(names: readonly string[]): ActionSet {
  const set = emptyActionSet();
  for (const name of names) {
    const index = actionIndex(name);
    if (index !== null) addRange(set, index, index + 1);
  }
  return set;
}

/** The number of an action such as `s3:GetObject`; null where AWS documents none of that name. */
export function actionIndex(name: string): number | null {
  const universe = actionUniverse();
  const colon = name.indexOf(":");
  const service = universe.serviceByPrefix.get(name.slice(0, colon));
  if (service === undefined) return null;
  const index = universe.names.indexOf(name.slice(colon + 1), service.start);
  return index < 0 || index >= service.end ? null : index;
}

/** The actions for which `accept` says yes. */
export function actionsWhere(accept: (index: number) => boolean): ActionSet {
  const set = emptyActionSet();
  for (let index = 0; index < actionUniverse().size; index++) if (accept(index)) addRange(set, index, index + 1);
  return set;
}

interface Labels {
  readonly byIndex: readonly string[];
  /** Numbers whose label comes before that of the number before. */
  readonly breaks: readonly number[];
}

let labels: Labels | null = null;

function allLabels(): Labels {
  if (labels !== null) return labels;
  const { services, names } = actionUniverse();
  const byIndex = services.flatMap(({ prefix, start, end }) =>
    names.slice(start, end).map((name) => `${prefix}:${name}`),
  );
  const breaks: number[] = [];
  for (let at = 1; at < byIndex.length; at++) if ((byIndex[at] ?? "") < (byIndex[at - 1] ?? "")) breaks.push(at);
  labels = { byIndex, breaks };
  return labels;
}

/** The first `limit` actions of `set` as `service:Action`, sorted. */
export function actionLabels(set: ActionSet, limit: number): readonly string[] {
  return labelsOf(indicesIn([0, actionUniverse().size], set, limit));
}

/** The actions with these ascending numbers as `service:Action`, sorted. */
export function labelsOf(indices: readonly number[]): readonly string[] {
  if (indices.length === 0) return [];
  const { byIndex, breaks } = allLabels();
  const found = indices.map((index) => byIndex[index] ?? "");
  const first = indices[0] ?? 0;
  const last = indices.at(-1) ?? 0;
  // Numbers go by name without regard to case, so all but a few stretches of the list are sorted as they are.
  return breaks.some((at) => first < at && at <= last) ? found.sort() : found;
}

/** The first action of `set` whose number is not below `from`; -1 where there is none. */
function firstFrom(set: ActionSet, from: number): number {
  let word = from >>> 5;
  let bits = (set[word] ?? 0) & (-1 << (from & 31));
  while (bits === 0) {
    word++;
    if (word >= set.length) return -1;
    bits = set[word] ?? 0;
  }
  return (word << 5) + 31 - Math.clz32(bits & -bits);
}

/** The numbers that lie in the `runs` and in `set`, and that `accept` takes; ascending, at most `limit`. */
export function indicesIn(
  runs: ActionRuns,
  set: ActionSet,
  limit: number,
  accept?: (index: number) => boolean,
): readonly number[] {
  const found: number[] = [];
  if (limit === 0) return found;
  for (let at = 0; at < runs.length; at += 2) {
    const end = runs[at + 1] ?? 0;
    let index = firstFrom(set, runs[at] ?? 0);
    for (; index >= 0 && index < end; index = firstFrom(set, index + 1)) {
      if (accept?.(index) === false) continue;
      found.push(index);
      if (found.length === limit) return found;
    }
    if (index < 0) break;
  }
  return found;
}

let serviceNumbers: Uint16Array | null = null;

/** Which service each action belongs to, by its place in the list of services. */
function serviceOfActions(): Uint16Array {
  if (serviceNumbers !== null) return serviceNumbers;
  const { size, services } = actionUniverse();
  const numbers = new Uint16Array(size);
  for (const [at, { start, end }] of services.entries()) numbers.fill(at, start, end);
  serviceNumbers = numbers;
  return numbers;
}

/** The services that some actions belong to. */
export function servicesOf(set: ActionSet): readonly ServiceRange[] {
  const { services } = actionUniverse();
  const serviceOf = serviceOfActions();
  const found: ServiceRange[] = [];
  for (let at = firstFrom(set, 0); at >= 0; ) {
    const service = services[serviceOf[at] ?? 0];
    if (service === undefined) break;
    found.push(service);
    at = firstFrom(set, service.end);
  }
  return found;
}

/** The parts of the `runs` that lie in [start, end). */
export function clippedRuns(runs: ActionRuns, start: number, end: number): ActionRuns {
  const clipped: number[] = [];
  for (let at = 0; at < runs.length; at += 2) {
    const from = Math.max(start, runs[at] ?? 0);
    const to = Math.min(end, runs[at + 1] ?? 0);
    if (from < to) clipped.push(from, to);
  }
  return clipped;
}
