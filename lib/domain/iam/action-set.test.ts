import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ActionSet,
  addAll,
  addRange,
  addsTo,
  areEverything,
  complement,
  countActions,
  difference,
  emptyActionSet,
  hasAction,
  hasRange,
  hasSomeOf,
  intersection,
  isEmptySet,
  isEverything,
  keepOnly,
  meets,
  noActions,
  removeAll,
} from "./action-set.ts";
import { actionUniverse } from "./action-universe.ts";

const { size } = actionUniverse();

/** Ends of words and of the list are where bits go wrong. */
const place = fc.oneof(
  fc.integer({ min: 0, max: 200 }),
  fc.constantFrom(31, 32, 33, 63, 64, 65),
  fc.integer({ min: size - 70, max: size }),
);
const range = fc.tuple(place, place).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
const ranges = fc.array(range, { maxLength: 4 });

function setOf(runs: readonly [number, number][]): ActionSet {
  const set = emptyActionSet();
  for (const [start, end] of runs) addRange(set, start, end);
  return set;
}

function numbersOf(runs: readonly [number, number][]): Set<number> {
  const numbers = new Set<number>();
  for (const [start, end] of runs) for (let index = start; index < end; index++) numbers.add(index);
  return numbers;
}

const numbersIn = (set: ActionSet) =>
  new Set(Array.from({ length: size }, (_, index) => index).filter((index) => hasAction(set, index)));

const between = ([start, end]: [number, number]) => Array.from({ length: end - start }, (_, at) => start + at);

describe("a set of actions", () => {
  it("holds the ranges that were added, and nothing past the end of the list", () => {
    fc.assert(
      fc.property(ranges, (runs) => {
        const set = setOf(runs);
        expect(numbersIn(set)).toEqual(numbersOf(runs));
        expect(countActions(set)).toBe(numbersOf(runs).size);
        expect(isEmptySet(set)).toBe(numbersOf(runs).size === 0);
        expect(numbersIn(complement(set)).size).toBe(size - numbersOf(runs).size);
        expect(countActions(complement(set))).toBe(size - numbersOf(runs).size);
      }),
      { numRuns: 40 },
    );
  });

  it("tells whether all of a range is there, and whether any", () => {
    fc.assert(
      fc.property(ranges, range, (runs, asked) => {
        const numbers = numbersOf(runs);
        expect(hasRange(setOf(runs), ...asked)).toBe(between(asked).every((index) => numbers.has(index)));
        expect(hasSomeOf(setOf(runs), ...asked)).toBe(between(asked).some((index) => numbers.has(index)));
      }),
    );
  });

  it("is joined, cut and compared as sets of numbers are", () => {
    fc.assert(
      fc.property(ranges, ranges, (first, second) => {
        const [a, b] = [numbersOf(first), numbersOf(second)];
        const changed = (change: (set: ActionSet, other: ActionSet) => void) => {
          const set = setOf(first);
          change(set, setOf(second));
          return numbersIn(set);
        };
        const left = new Set([...a].filter((index) => !b.has(index)));
        const shared = new Set([...a].filter((index) => b.has(index)));
        expect(changed(addAll)).toEqual(new Set([...a, ...b]));
        expect(changed(removeAll)).toEqual(left);
        expect(changed(keepOnly)).toEqual(shared);
        expect(numbersIn(difference(setOf(first), setOf(second)))).toEqual(left);
        expect(numbersIn(intersection(setOf(first), setOf(second)))).toEqual(shared);
        expect(addsTo(setOf(first), setOf(second))).toBe(left.size > 0);
        expect(meets(setOf(first), setOf(second))).toBe(shared.size > 0);
      }),
      { numRuns: 40 },
    );
  });

  it("is left as it was by what makes another", () => {
    const [first, second] = [setOf([[0, 90]]), setOf([[40, 120]])];
    difference(first, second);
    intersection(first, second);
    complement(first);
    expect([countActions(first), countActions(second)]).toEqual([90, 80]);
  });

  it.each<[string, [number, number][][], boolean]>([
    ["no set", [], false],
    ["the empty set", [[]], false],
    ["one whole", [[[0, size]]], true],
    ["two halves", [[[0, 1_000]], [[1_000, size]]], true],
    ["all but the first", [[[1, size]]], false],
    ["all but the last", [[[0, 500]], [[400, size - 1]]], false],
    ["all but one in the middle", [[[0, 500]], [[501, size]]], false],
  ])("together everything: %s", (_, parts, expected) => {
    expect(areEverything(parts.map(setOf))).toBe(expected);
    expect(isEverything(setOf(parts.flat()))).toBe(expected);
  });

  it("there is one empty set for readers", () => {
    expect(noActions()).toBe(noActions());
    expect(isEmptySet(noActions())).toBe(true);
  });
});
