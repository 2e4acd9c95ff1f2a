import { at, between, chance, keyOf, pick, unit } from "#simulator/fleet/random.ts";
import { accountTeam } from "#simulator/fleet/shape/accounts.ts";
import { createPermutation, type Permutation } from "#simulator/fleet/shape/permutation.ts";
import type { CellShape } from "#simulator/fleet/shape/shape.ts";
import { nouns, teams, verbs } from "#simulator/fleet/shape/words.ts";

const pairs = nouns.length * verbs.length;

const permutations = new WeakMap<CellShape, Permutation>();

function pairsOf(cell: CellShape): Permutation {
  const known = permutations.get(cell);
  if (known !== undefined) return known;
  const made = createPermutation(pairs, unit(cell.key, "name factor"), unit(cell.key, "name shift"));
  permutations.set(cell, made);
  return made;
}

/** What a name is made of; the noun, verb and cycle alone make it distinct in its account-Region. */
export interface NameParts {
  readonly team: string;
  readonly noun: string;
  readonly verb: string;
  readonly cycle: number;
}

export function nameParts(cell: CellShape, local: number): NameParts {
  const key = keyOf(cell.key, local);
  const pair = pairsOf(cell).forward(local % pairs);
  const home = accountTeam(cell.account, teams);
  const team = home !== null && chance(key, "home team", 0.7) ? home : pick(key, "team", teams);
  return {
    team,
    noun: at(nouns, Math.floor(pair / verbs.length)),
    verb: at(verbs, pair % verbs.length),
    cycle: Math.floor(local / pairs),
  };
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Teams have their own taste in writing names. */
export function functionName(cell: CellShape, local: number): string {
  const { team, noun, verb, cycle } = nameParts(cell, local);
  const style = between(keyOf(cell.key, local), "style", 0, 9);
  const words = [team, noun, verb, ...(cycle === 0 ? [] : [`v${cycle + 1}`])];
  if (style === 0) return words.join("_");
  if (style === 1) return words.map(capitalised).join("");
  return words.join("-");
}

/** The position of a name in its account-Region, or null; the name is taken apart, so nothing is kept. */
export function localIndexOf(cell: CellShape, name: string): number | null {
  const words = name.includes("-") || name.includes("_") ? name.split(/[-_]/) : name.split(/(?=[A-Z])/);
  const [, noun, verb, cycle] = words.map((word) => word.toLowerCase());
  const nounIndex = nouns.indexOf(noun ?? "");
  const verbIndex = verbs.indexOf(verb ?? "");
  if (nounIndex < 0 || verbIndex < 0) return null;
  const cycleNumber = cycle === undefined ? 0 : Number(cycle.slice(1)) - 1;
  const local = pairsOf(cell).backward(nounIndex * verbs.length + verbIndex) + cycleNumber * pairs;
  return Number.isInteger(local) && local >= 0 && local < cell.count && functionName(cell, local) === name
    ? local
    : null;
}
