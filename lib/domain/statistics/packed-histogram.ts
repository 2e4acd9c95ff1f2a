import type { Histogram } from "./histogram.ts";

/**
 * How a histogram lies in the store: a version byte, then unsigned LEB128 varints: the zero bucket's count, the number
 * of buckets, the first bucket's index (zigzag, since indexes of values below 1 are negative) and count, and for each
 * further bucket the step from the one before and its count. A busy function takes two to three bytes a bucket.
 */
const packedVersion = 1;

/** Bytes of a histogram for the store. */
export function packHistogram(histogram: Histogram): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [packedVersion];
  writeVarint(bytes, histogram.zeroCount);
  writeVarint(bytes, histogram.buckets.length);
  let previous: number | null = null;
  for (const [k, bucket] of histogram.buckets.entries()) {
    writeVarint(bytes, previous === null ? zigzag(bucket) : bucket - previous);
    writeVarint(bytes, histogram.counts[k] ?? 0);
    previous = bucket;
  }
  return Uint8Array.from(bytes);
}

/** The histogram of stored bytes. No bytes at all are an empty histogram. */
export function unpackHistogram(bytes: Uint8Array): Histogram {
  const buckets: number[] = [];
  const counts: number[] = [];
  const zeroCount = readPacked(bytes, (bucket, count) => {
    buckets.push(bucket);
    counts.push(count);
  });
  return { zeroCount, buckets, counts };
}

/** Walks over the buckets of stored bytes without building a histogram; returns the zero bucket's count. */
export function readPacked(bytes: Uint8Array, visit: (bucket: number, count: number) => void): number {
  if (bytes.length === 0) return 0;
  if (bytes[0] !== packedVersion) throw new RangeError(`Histograms of version ${bytes[0]} cannot be read.`);
  let at = 1;
  // Inlined for one and two byte numbers, which are nearly all: this loop is what a page waits for when it merges.
  const next = (): number => {
    const low = bytes[at++] ?? truncated();
    if (low < 0x80) return low;
    const high = bytes[at++] ?? truncated();
    if (high < 0x80) return (high << 7) | (low & 0x7f);
    let value = ((high & 0x7f) << 7) | (low & 0x7f);
    for (let factor = 2 ** 14; ; factor *= 128) {
      const byte = bytes[at++] ?? truncated();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  };
  const zeroCount = next();
  const length = next();
  let bucket = 0;
  for (let k = 0; k < length; k += 1) {
    const step = next();
    bucket = k === 0 ? unzigzag(step) : bucket + step;
    visit(bucket, next());
  }
  return zeroCount;
}

function truncated(): never {
  throw new RangeError("The bytes of a histogram end too early.");
}

function writeVarint(bytes: number[], value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} cannot be packed: counts are whole.`);
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 128) | 0x80);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
