import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/**
 * Writes pieces to standard output at the pace of whoever reads; a reader that has seen enough (`| head`) ends it without
 * a fault.
 */
export async function printPieces(pieces: AsyncIterable<string> | Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
  }
}
