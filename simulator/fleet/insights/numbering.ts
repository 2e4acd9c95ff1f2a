import type { InsightsValue } from "./ast.ts";
import { PlaceColumn } from "./columns.ts";

/**
 * One key of a grouping: its different values, and which of them each group has. Values are the same that read the same, the
 * text "1" and the number 1 as well as a missing value and an empty text; a group shows the one that came first.
 */
export class GroupKey {
  readonly #values: InsightsValue[] = [];
  readonly #places = new Map<InsightsValue, number>();
  /** By place; the same for values that read the same. */
  readonly #ids: number[] = [];
  readonly #idsOfTexts = new Map<string, number>();
  readonly #ofGroups = new PlaceColumn();
  /** What was asked last: most keys are the same row after row. */
  #lastValue: InsightsValue = null;
  #lastPlace = -1;

  /** Where the value stands among the different ones. */
  placeOf(value: InsightsValue): number {
    if (value === this.#lastValue && this.#lastPlace >= 0) return this.#lastPlace;
    this.#lastPlace = this.#places.get(value) ?? this.#add(value);
    this.#lastValue = value;
    return this.#lastPlace;
  }

  #add(value: InsightsValue): number {
    const text = value === null ? "" : String(value);
    const id = this.#idsOfTexts.get(text) ?? this.#idsOfTexts.size;
    this.#idsOfTexts.set(text, id);
    const place = this.#values.push(value) - 1;
    this.#places.set(value, place);
    this.#ids.push(id);
    return place;
  }

  idOf(place: number): number {
    return this.#ids[place] ?? -1;
  }

  /** Whether the group's value reads like the one of that place. */
  isOf(group: number, place: number): boolean {
    const own = this.#ofGroups.get(group);
    return own === place || this.idOf(own) === this.idOf(place);
  }

  set(group: number, place: number): void {
    this.#ofGroups.set(group, place);
  }

  /** The group's value. */
  get(group: number): InsightsValue {
    return this.#values[this.#ofGroups.get(group)] ?? null;
  }
}

const begun = 256;
const free = -1;

/** Numbers the combinations of values of all keys in order of first appearance: a hash table of nothing but the numbers. */
export class GroupNumbers {
  readonly #keys: readonly GroupKey[];
  #slots = new Int32Array(begun).fill(free);
  /** Of each group, so that the table can grow without its values. */
  readonly #hashes = new PlaceColumn();
  #count = 0;

  constructor(keys: readonly GroupKey[]) {
    this.#keys = keys;
  }

  get count(): number {
    return this.#count;
  }

  /** The number of the group with values at these places, one for each key. */
  numberOf(places: readonly number[]): number {
    const hash = this.#hashOf(places);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const group = this.#slots[slot] ?? free;
      if (group === free) return this.#add(places, hash, slot);
      if (this.#hashes.get(group) === hash && this.#has(group, places)) return group;
    }
  }

  #hashOf(places: readonly number[]): number {
    let hash = 0;
    for (let index = 0; index < this.#keys.length; index++)
      hash = Math.imul(hash ^ (this.#keys[index]?.idOf(places[index] ?? 0) ?? 0), 0x9e3779b1) ^ (hash >>> 13);
    return hash ^ (hash >>> 15);
  }

  #has(group: number, places: readonly number[]): boolean {
    for (let index = 0; index < this.#keys.length; index++)
      if (this.#keys[index]?.isOf(group, places[index] ?? 0) === false) return false;
    return true;
  }

  #add(places: readonly number[], hash: number, slot: number): number {
    const group = this.#count;
    for (let index = 0; index < this.#keys.length; index++) this.#keys[index]?.set(group, places[index] ?? 0);
    this.#hashes.set(group, hash);
    this.#slots[slot] = group;
    this.#count += 1;
    if (this.#count * 2 > this.#slots.length) this.#grow();
    return group;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 4).fill(free);
    const mask = slots.length - 1;
    for (let group = 0; group < this.#count; group++) {
      let slot = this.#hashes.get(group) & mask;
      while (slots[slot] !== free) slot = (slot + 1) & mask;
      slots[slot] = group;
    }
    this.#slots = slots;
  }
}
