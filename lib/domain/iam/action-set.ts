import { actionUniverse } from "./action-universe.ts";

/** A set of actions: bit i of word i ÷ 32 stands for action i of the universe. Bits past its end are never set. */
export type ActionSet = Uint32Array;

export function emptyActionSet(): ActionSet {
  return new Uint32Array((actionUniverse().size + 31) >>> 5);
}

/** Bits `from` up to, not including, `to` of one word; 0 ≤ from < to ≤ 32. */
function wordMask(from: number, to: number): number {
  return ((0xffffffff << from) & (0xffffffff >>> (32 - to))) >>> 0;
}

/** Calls `visit` with each word that the run [start, end) touches and the mask of its bits there, until it says stop. */
function eachWord(start: number, end: number, visit: (word: number, mask: number) => boolean): boolean {
  for (let at = start; at < end; ) {
    const word = at >>> 5;
    const to = Math.min(end, (word + 1) << 5);
    if (!visit(word, wordMask(at & 31, to - (word << 5)))) return false;
    at = to;
  }
  return true;
}

/** Adds the actions of the run [start, end) to `set`. */
export function addRange(set: ActionSet, start: number, end: number): void {
  eachWord(start, end, (word, mask) => {
    set[word] = (set[word] ?? 0) | mask;
    return true;
  });
}

/** Whether `set` holds every action of the run [start, end). */
export function hasRange(set: ActionSet, start: number, end: number): boolean {
  return eachWord(start, end, (word, mask) => ((set[word] ?? 0) & mask) >>> 0 === mask);
}

/** Whether `set` holds at least one action of the run [start, end). */
export function hasSomeOf(set: ActionSet, start: number, end: number): boolean {
  return !eachWord(start, end, (word, mask) => ((set[word] ?? 0) & mask) === 0);
}

export function hasAction(set: ActionSet, index: number): boolean {
  return (((set[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;
}

/** Adds every action of `other` to `set`. */
export function addAll(set: ActionSet, other: ActionSet): void {
  for (let i = 0; i < set.length; i++) set[i] = (set[i] ?? 0) | (other[i] ?? 0);
}

/** The actions of `first` that `second` lacks. */
export function difference(first: ActionSet, second: ActionSet): ActionSet {
  const result = new Uint32Array(first.length);
  for (let i = 0; i < result.length; i++) result[i] = (first[i] ?? 0) & ~(second[i] ?? 0);
  return result;
}

export function intersection(first: ActionSet, second: ActionSet): ActionSet {
  const result = new Uint32Array(first.length);
  for (let i = 0; i < result.length; i++) result[i] = (first[i] ?? 0) & (second[i] ?? 0);
  return result;
}

/** Every action that `set` lacks. */
export function complement(set: ActionSet): ActionSet {
  const all = emptyActionSet();
  addRange(all, 0, actionUniverse().size);
  return difference(all, set);
}

/** Whether `set` holds no action. */
export function isEmptySet(set: ActionSet): boolean {
  for (const word of set) if (word !== 0) return false;
  return true;
}

/** Whether `set` holds every action there is. */
export function isEverything(set: ActionSet): boolean {
  return hasRange(set, 0, actionUniverse().size);
}

/** Whether `set` holds an action that `other` lacks. */
export function addsTo(set: ActionSet, other: ActionSet): boolean {
  for (let i = 0; i < set.length; i++) if (((set[i] ?? 0) & ~(other[i] ?? 0)) !== 0) return true;
  return false;
}

/** How many actions `set` holds. */
export function countActions(set: ActionSet): number {
  let count = 0;
  for (let word of set) {
    // Sums of bits in pairs, then fours, then bytes, which the multiplication adds up.
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
