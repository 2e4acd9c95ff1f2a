import { gunzipSync } from "node:zlib";
import { InvalidInputError } from "#lib/errors.ts";
import { type JsonSpanFault, jsonValueSpans } from "./json-values.ts";

/** More than the roles and policies of an account at AWS's quotas, and as much as a small machine can hold. */
const maxBytes = 256_000_000;
/** AWS's own output nests to about a dozen levels. */
const maxDepth = 1_000;

/** How much of a file or of standard input is worth reading: more is refused anyway. */
export const maxInputBytes = maxBytes;

/** Whoever reads the input stops there with this. `name` is the file as it was given. */
export function tooLarge(name: string): InvalidInputError {
  return new InvalidInputError(
    `${name} is larger than ${maxBytes / 1e6} MB.`,
    {},
    { remedy: "Ask AWS for one account at a time, with --filter Role LocalManagedPolicy AWSManagedPolicy." },
  );
}

function gunzip(bytes: Uint8Array, name: string): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(name);
    throw new InvalidInputError(`${name} is compressed with gzip, and damaged.`, {}, { cause: error });
  }
}

/** PowerShell writes UTF-16 with a byte order mark when it redirects output to a file. */
function asUtf8(bytes: Buffer): Buffer {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return Buffer.from(bytes.toString("utf16le", 2), "utf8");
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return marked ? bytes.subarray(3) : bytes;
}

function faultOf(fault: JsonSpanFault, name: string): InvalidInputError {
  switch (fault.kind) {
    case "too-deep":
      return new InvalidInputError(`${name} nests deeper than ${maxDepth} levels, which nothing from AWS does.`);
    case "cut-off":
      return new InvalidInputError(`${name} ends in the middle of its JSON.`, {}, { remedy: "Write the file again." });
    case "stray":
      return new InvalidInputError(`${name} is not JSON: something else stands at byte ${fault.at + 1}.`);
  }
}

/**
 * The JSON values of a file, in order: one, or several one after the other (JSON lines, or pages printed in turn); plain
 * or compressed with gzip, UTF-8 or UTF-16.
 *
 * @throws {InvalidInputError} with one sentence for people, when it is anything else, too large or too deep.
 */
export function readJson(content: Buffer, name: string): readonly unknown[] {
  if (content.length > maxBytes) throw tooLarge(name);
  const zipped = content[0] === 0x1f && content[1] === 0x8b;
  const bytes = asUtf8(zipped ? gunzip(content, name) : content);
  const spans = jsonValueSpans(bytes, maxDepth);
  if (!("length" in spans)) throw faultOf(spans, name);
  if (spans.length === 0) throw new InvalidInputError(`${name} is empty.`);
  return spans.map(({ start, end }) => {
    try {
      return JSON.parse(bytes.toString("utf8", start, end)) as unknown;
    } catch (error) {
      // What the parser says quotes the file.
      throw new InvalidInputError(`${name} is not valid JSON (value from byte ${start + 1}).`, {}, { cause: error });
    }
  });
}
