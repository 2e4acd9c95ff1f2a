import type { InsightsValue } from "./ast.ts";

/** Columns grow by chunks, which need not be copied when there are more groups. */
const chunkBits = 10;
const chunkLength = 1 << chunkBits;
const inChunk = chunkLength - 1;

/** One number for each group, 0 until it is set. */
export class NumberColumn {
  readonly #chunks: Float64Array[] = [];

  get(group: number): number {
    return this.#chunks[group >>> chunkBits]?.[group & inChunk] ?? 0;
  }

  set(group: number, value: number): void {
    this.#chunkOf(group)[group & inChunk] = value;
  }

  add(group: number, value: number): void {
    const chunk = this.#chunkOf(group);
    chunk[group & inChunk] = (chunk[group & inChunk] ?? 0) + value;
  }

  #chunkOf(group: number): Float64Array {
    const known = this.#chunks[group >>> chunkBits];
    if (known !== undefined) return known;
    while (this.#chunks.length < group >>> chunkBits) this.#chunks.push(new Float64Array(chunkLength));
    const made = new Float64Array(chunkLength);
    this.#chunks.push(made);
    return made;
  }
}

const missing = 0;
const numeric = 1;
const other = 2;

/** One value for each group, null until it is set. Numbers, which nearly all are, stand outside of the heap. */
export class ValueColumn {
  readonly #kinds = new PlaceColumn();
  readonly #numbers = new NumberColumn();
  readonly #others = new Map<number, InsightsValue>();

  get(group: number): InsightsValue {
    const kind = this.#kinds.get(group);
    if (kind === numeric) return this.#numbers.get(group);
    return kind === other ? (this.#others.get(group) ?? null) : null;
  }

  set(group: number, value: InsightsValue): void {
    if (typeof value === "number") {
      this.#kinds.set(group, numeric);
      this.#numbers.set(group, value);
    } else {
      this.#kinds.set(group, value === null ? missing : other);
      if (value !== null) this.#others.set(group, value);
    }
  }
}

/** One place in some list for each group, 0 until it is set. */
export class PlaceColumn {
  readonly #chunks: Int32Array[] = [];

  get(group: number): number {
    return this.#chunks[group >>> chunkBits]?.[group & inChunk] ?? 0;
  }

  set(group: number, place: number): void {
    while (this.#chunks.length <= group >>> chunkBits) this.#chunks.push(new Int32Array(chunkLength));
    const chunk = this.#chunks[group >>> chunkBits];
    if (chunk !== undefined) chunk[group & inChunk] = place;
  }
}
