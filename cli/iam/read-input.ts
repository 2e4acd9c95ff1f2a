import { createReadStream } from "node:fs";
import { InvalidInputError } from "#lib/errors.ts";
import { maxInputBytes, readJson, tooLarge } from "#lib/services/iam-analysis/read-json.ts";

/** The path that stands for standard input. */
export const standardInput = "-";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "There is no file",
  EISDIR: "This is a folder:",
  EACCES: "This process may not read",
  ENAMETOOLONG: "No file can have the name",
};

async function readAll(path: string, name: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  const stream: AsyncIterable<Buffer> =
    path === standardInput ? process.stdin : createReadStream(path, { highWaterMark: 1 << 20 });
  for await (const piece of stream) {
    bytes += piece.length;
    if (bytes > maxInputBytes) throw tooLarge(name);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, bytes);
}

/**
 * The JSON values of a file, or of standard input for `-`.
 *
 * @throws {InvalidInputError} with one sentence, when there is no such file or it cannot be read as JSON.
 */
export async function readInput(path: string): Promise<readonly unknown[]> {
  const name = path === standardInput ? "Standard input" : path;
  try {
    return readJson(await readAll(path, name), name);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? reasons[String(error.code)] : undefined;
    if (code === undefined) throw error;
    throw new InvalidInputError(`${code} ${path}.`, {}, { cause: error });
  }
}
