import { at, keyOf, mixKeys, unit } from "#simulator/fleet/random.ts";
import type { FleetAccount, FleetOptions, FleetOrganization, FleetRegion } from "#simulator/fleet/types.ts";
import { cellWeight, createAccounts, createOrganization, createRegions } from "./accounts.ts";
import { createPermutation, type Permutation } from "./permutation.ts";

/** One account-Region in the fleet's arithmetic: functions `offset` to `offset + count - 1` are its own. */
export interface CellShape {
  readonly index: number;
  readonly key: number;
  readonly account: FleetAccount;
  readonly region: string;
  readonly offset: number;
  readonly count: number;
}

/** Everything that is counted rather than drawn. Its size depends on accounts × Regions, not on functions. */
export interface FleetShape {
  readonly options: FleetOptions;
  readonly key: number;
  readonly organization: FleetOrganization;
  readonly accounts: readonly FleetAccount[];
  readonly regions: readonly FleetRegion[];
  readonly cells: readonly CellShape[];
  /** Midnight UTC of `options.now`. */
  readonly today: number;
  /** One bijection per dimension: the function of rank k gets the dimension's k-th template, so each stands once. */
  readonly roleRanks: Permutation;
  readonly triggerRanks: Permutation;
  readonly networkRanks: Permutation;
  readonly runtimeRanks: Permutation;
  readonly settingRanks: Permutation;
  readonly storyRanks: Permutation;
}

function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const counts = exact.map(Math.floor);
  const left = total - counts.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: weights[index] === 0 ? -1 : value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (let k = 0; k < left; k++) {
    const { index } = at(byRemainder, k % byRemainder.length);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

function createCells(options: FleetOptions, accounts: readonly FleetAccount[], key: number): CellShape[] {
  const pairs = accounts.flatMap((account) =>
    options.regions.map((region, regionIndex) => ({ account, region, regionIndex })),
  );
  const weights = pairs.map(({ account, regionIndex }) => cellWeight(key, account, regionIndex, pairs.length));
  const counts = shareOut(options.functions, weights);
  let offset = 0;
  return pairs.map(({ account, region }, index) => {
    const count = counts[index] ?? 0;
    const cell = { index, key: keyOf(keyOf(key, "cells"), index), account, region, offset, count };
    offset += count;
    return cell;
  });
}

export function createShape(options: FleetOptions): FleetShape {
  const key = mixKeys(mixKeys(0x1a3b5c7d, options.seed | 0), Math.floor(options.seed / 4294967296));
  const accounts = createAccounts(options, key);
  const ranks = (name: string) =>
    createPermutation(options.functions, unit(key, `${name} factor`), unit(key, `${name} shift`));
  return {
    options,
    key,
    accounts,
    organization: createOrganization(accounts, key),
    regions: createRegions(options),
    cells: createCells(options, accounts, key),
    today: Math.floor(options.now.getTime() / 86_400_000) * 86_400_000,
    roleRanks: ranks("roles"),
    triggerRanks: ranks("triggers"),
    networkRanks: ranks("networks"),
    runtimeRanks: ranks("runtimes"),
    settingRanks: ranks("settings"),
    storyRanks: ranks("stories"),
  };
}

/** The account-Region of a function, by binary search over the offsets. */
export function cellOfFunction(shape: FleetShape, index: number): CellShape {
  if (!Number.isInteger(index) || index < 0 || index >= shape.options.functions)
    throw new RangeError(`The fleet has no function ${index}.`);
  let low = 0;
  let high = shape.cells.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at(shape.cells, middle).offset <= index) low = middle;
    else high = middle - 1;
  }
  while (at(shape.cells, low).count === 0) low--;
  return at(shape.cells, low);
}
