import { actionUniverse } from "./action-universe.ts";

/** A set of actions: bit i of word i ÷ 32 stands for action i of the universe. Bits past its end are never set. */
export type ActionSet = Uint32Array;

/*
 * Every role of an estate is judged by these, most of them before the engine has had time to optimise: so they are plain
 * loops over words, without calls, iterators or sets that are made only to be thrown away.
 */

export function emptyActionSet(): ActionSet {
  return new Uint32Array((actionUniverse().size + 31) >>> 5);
}

let none: ActionSet | null = null;

/** The empty set, of which there is one: for those who only read. */
export function noActions(): ActionSet {
  none ??= emptyActionSet();
  return none;
}

/** The bits of a word from place `from` (0 to 31) on. */
const bitsFrom = (from: number) => -1 << from;
/** The bits of a word up to and including place `last` (0 to 31). */
const bitsTo = (last: number) => -1 >>> (31 - last);

/** Adds the actions of the run [start, end) to `set`. */
export function addRange(set: ActionSet, start: number, end: number): void {
  if (start >= end) return;
  const first = start >>> 5;
  const last = (end - 1) >>> 5;
  const head = bitsFrom(start & 31);
  const tail = bitsTo((end - 1) & 31);
  if (first === last) {
    set[first] = (set[first] ?? 0) | (head & tail);
    return;
  }
  set[first] = (set[first] ?? 0) | head;
  set.fill(0xffffffff, first + 1, last);
  set[last] = (set[last] ?? 0) | tail;
}

/** Whether `set` holds every action of the run [start, end). */
export function hasRange(set: ActionSet, start: number, end: number): boolean {
  if (start >= end) return true;
  const first = start >>> 5;
  const last = (end - 1) >>> 5;
  const head = bitsFrom(start & 31);
  const tail = bitsTo((end - 1) & 31);
  if (first === last) return (~(set[first] ?? 0) & head & tail) === 0;
  if ((~(set[first] ?? 0) & head) !== 0 || (~(set[last] ?? 0) & tail) !== 0) return false;
  for (let word = first + 1; word < last; word++) if (set[word] !== 0xffffffff) return false;
  return true;
}

/** Whether `set` holds at least one action of the run [start, end). */
export function hasSomeOf(set: ActionSet, start: number, end: number): boolean {
  if (start >= end) return false;
  const first = start >>> 5;
  const last = (end - 1) >>> 5;
  const head = bitsFrom(start & 31);
  const tail = bitsTo((end - 1) & 31);
  if (first === last) return ((set[first] ?? 0) & head & tail) !== 0;
  if (((set[first] ?? 0) & head) !== 0 || ((set[last] ?? 0) & tail) !== 0) return true;
  for (let word = first + 1; word < last; word++) if (set[word] !== 0) return true;
  return false;
}

export function hasAction(set: ActionSet, index: number): boolean {
  return (((set[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;
}

/** Adds every action of `other` to `set`. */
export function addAll(set: ActionSet, other: ActionSet): void {
  const { length } = set;
  for (let i = 0; i < length; i++) set[i] = (set[i] ?? 0) | (other[i] ?? 0);
}

/** Takes every action of `other` out of `set`. */
export function removeAll(set: ActionSet, other: ActionSet): void {
  const { length } = set;
  for (let i = 0; i < length; i++) set[i] = (set[i] ?? 0) & ~(other[i] ?? 0);
}

/** Takes out of `set` all but the actions of `other`. */
export function keepOnly(set: ActionSet, other: ActionSet): void {
  const { length } = set;
  for (let i = 0; i < length; i++) set[i] = (set[i] ?? 0) & (other[i] ?? 0);
}

/** The actions of `first` that `second` lacks. */
export function difference(first: ActionSet, second: ActionSet): ActionSet {
  const result = first.slice();
  removeAll(result, second);
  return result;
}

export function intersection(first: ActionSet, second: ActionSet): ActionSet {
  const result = first.slice();
  keepOnly(result, second);
  return result;
}

/** Every action that `set` lacks. */
export function complement(set: ActionSet): ActionSet {
  const all = emptyActionSet();
  addRange(all, 0, actionUniverse().size);
  removeAll(all, set);
  return all;
}

/** Whether `set` holds no action. */
export function isEmptySet(set: ActionSet): boolean {
  const { length } = set;
  for (let i = 0; i < length; i++) if (set[i] !== 0) return false;
  return true;
}

/** Whether `set` holds every action there is. */
export function isEverything(set: ActionSet): boolean {
  return hasRange(set, 0, actionUniverse().size);
}

/** Whether the sets together hold every action there is. Nearly always the first word tells that they do not. */
export function areEverything(sets: readonly ActionSet[]): boolean {
  const last = actionUniverse().size - 1;
  for (let i = 0; i <= last >>> 5; i++) {
    let word = 0;
    for (const set of sets) word |= set[i] ?? 0;
    if ((~word & (i === last >>> 5 ? bitsTo(last & 31) : -1)) !== 0) return false;
  }
  return true;
}

/** Whether `set` holds an action that `other` lacks. */
export function addsTo(set: ActionSet, other: ActionSet): boolean {
  const { length } = set;
  for (let i = 0; i < length; i++) if (((set[i] ?? 0) & ~(other[i] ?? 0)) !== 0) return true;
  return false;
}

/** Whether some action is in both sets. */
export function meets(set: ActionSet, other: ActionSet): boolean {
  const { length } = set;
  for (let i = 0; i < length; i++) if (((set[i] ?? 0) & (other[i] ?? 0)) !== 0) return true;
  return false;
}

/** How many actions `set` holds. */
export function countActions(set: ActionSet): number {
  const { length } = set;
  let count = 0;
  for (let i = 0; i < length; i++) {
    let word = set[i] ?? 0;
    if (word === 0) continue;
    // Sums of bits in pairs, then fours, then bytes, which the multiplication adds up.
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
