import { createWriteStream, type WriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { deserialize, serialize } from "node:v8";
import type { RecordedRequest } from "./recorded-request.ts";

/** Written together: a serializer for each request alone would cost more than the request itself. */
const BATCH = 64;
const FLUSH_MS = 200;
/** Each batch stands behind its length. */
const LENGTH_BYTES = 4;

interface Batch {
  readonly requests: readonly RecordedRequest[];
  /** Milliseconds that all batches before this one took. */
  readonly recordingMs: number;
}

/**
 * Appends requests to a file, for benches that ask the same again. That takes some microseconds of structured clone each,
 * so that what is measured meanwhile hardly feels it; the file is whole a moment after the last request.
 */
export class RequestRecorder {
  readonly #file: WriteStream;
  readonly #flusher: NodeJS.Timeout;
  #pending: RecordedRequest[] = [];
  #recordingMs = 0;

  constructor(path: string) {
    this.#file = createWriteStream(path, { flags: "a" });
    this.#flusher = setInterval(() => this.#flush(), FLUSH_MS).unref();
  }

  add(request: RecordedRequest): void {
    this.#pending.push(request);
    if (this.#pending.length >= BATCH) {
      this.#flush();
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#flusher);
    this.#flush();
    await new Promise<void>((resolve) => this.#file.end(resolve));
  }

  #flush(): void {
    if (this.#pending.length === 0) {
      return;
    }
    const started = performance.now();
    const batch: Batch = { requests: this.#pending, recordingMs: this.#recordingMs };
    const bytes = serialize(batch);
    const length = Buffer.allocUnsafe(LENGTH_BYTES);
    length.writeUInt32LE(bytes.byteLength);
    // In one piece: processes that share a file must not write into each other's batches.
    this.#file.write(Buffer.concat([length, bytes]));
    this.#pending = [];
    this.#recordingMs += performance.now() - started;
  }
}

/** Reads what was recorded from `fromByte` on, batch by batch, still encoded; one that is not whole yet ends it. */
export async function* readRecordedBatches(path: string, fromByte = 0): AsyncGenerator<Buffer> {
  const file = await open(path);
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of file.createReadStream({ start: fromByte, highWaterMark: 1 << 20 })) {
    rest = rest.byteLength === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let at = 0;
    while (rest.byteLength - at >= LENGTH_BYTES) {
      const end = at + LENGTH_BYTES + rest.readUInt32LE(at);
      if (end > rest.byteLength) {
        break;
      }
      yield rest.subarray(at + LENGTH_BYTES, end);
      at = end;
    }
    rest = rest.subarray(at);
  }
}

/** What `RequestRecorder` wrote: nobody else writes such files. */
export function decodeBatch(bytes: Buffer): Batch {
  return deserialize(bytes) as Batch;
}
