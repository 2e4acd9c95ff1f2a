const PER_STEP = 64;
const FIRST_BYTES = 16 * 1024;
const MAX_BYTES = 256 * 1024;
/** No character of a text takes more in UTF-8. */
const BYTES_PER_CHARACTER = 3;

interface Chunk {
  /** Of all items, where this chunk's first byte stands. */
  readonly from: number;
  readonly bytes: Buffer;
}

/** Collects texts in chunks that need not be copied when there are more of them. */
class ChunkWriter {
  readonly chunks: Chunk[] = [];
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #from = 0;
  #used = 0;

  /** The number of bytes so far. */
  get end(): number {
    return this.#from + this.#used;
  }

  write(text: string): void {
    const most = text.length * BYTES_PER_CHARACTER;
    if (this.#used + most > this.#bytes.byteLength) {
      this.#close(this.#bytes.subarray(0, this.#used));
      this.#bytes = Buffer.allocUnsafeSlow(Math.max(most, Math.min(MAX_BYTES, Math.max(FIRST_BYTES, this.#from))));
    }
    this.#used += this.#bytes.write(text, this.#used);
  }

  /** The last chunk is copied, so that no more is held than what was written. */
  finish(): readonly Chunk[] {
    const last = Buffer.allocUnsafeSlow(this.#used);
    this.#bytes.copy(last, 0, 0, this.#used);
    this.#close(last);
    return this.chunks;
  }

  #close(bytes: Buffer): void {
    if (bytes.byteLength > 0) {
      this.chunks.push({ from: this.#from, bytes });
    }
    this.#from += this.#used;
    this.#used = 0;
  }
}

/** A list that has been written as JSON and is kept outside of the heap, where large ones cost the collector nothing. */
export class WrittenList {
  /** Items one behind the other, each with a comma behind it. */
  readonly #chunks: readonly Chunk[];
  /** Where the first item begins. */
  readonly #from: number;
  /** Where each item ends, its comma included. */
  readonly #ends: Uint32Array;

  private constructor(chunks: readonly Chunk[], from: number, ends: Uint32Array) {
    this.#chunks = chunks;
    this.#from = from;
    this.#ends = ends;
  }

  /** Writes items that are JSON already, in steps well below a millisecond. */
  static *write(count: number, jsonAt: (index: number) => string): Generator<void, WrittenList> {
    const ends = new Uint32Array(count);
    const writer = new ChunkWriter();
    for (let index = 0; index < count; index += 1) {
      writer.write(`${jsonAt(index)},`);
      ends[index] = writer.end;
      if (index % PER_STEP === PER_STEP - 1) {
        yield;
      }
    }
    return new WrittenList(writer.finish(), 0, ends);
  }

  get length(): number {
    return this.#ends.length;
  }

  /** Items from `start` up to `end`, shared with this list. */
  slice(start: number, end: number): WrittenList {
    const from = start === 0 ? this.#from : (this.#ends[start - 1] ?? this.#ends.at(-1) ?? this.#from);
    return new WrittenList(this.#chunks, from, this.#ends.subarray(start, end));
  }

  /** The list as a JSON array, in pieces that are shared with it. */
  toParts(): Uint8Array[] {
    const parts: Uint8Array[] = [Buffer.from("[")];
    // Without the comma behind the last item.
    const end = (this.#ends.at(-1) ?? 0) - 1;
    for (const { from, bytes } of this.#chunks) {
      if (from < end && from + bytes.byteLength > this.#from) {
        parts.push(bytes.subarray(Math.max(0, this.#from - from), end - from));
      }
    }
    return [...parts, Buffer.from("]")];
  }
}
