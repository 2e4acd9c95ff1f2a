import type { Readable } from "node:stream";

/**
 * Above the largest answer of any operation that Lamplight asks for: a page of GetAccountAuthorizationDetails with 1,000
 * roles of 10 kB of inline policies and 8 kB of trust policy each, URL-encoded, is some 25 MB; 100,800 datapoints are 4.
 */
const largestBytes = 32 * 1024 * 1024;

/** An endpoint sent more than any answer of AWS holds. */
export class AnswerTooLargeError extends Error {
  constructor() {
    super(`An answer is larger than ${largestBytes / 2 ** 20} MB.`);
    this.name = "AnswerTooLargeError";
  }
}

/** Reads a response's body to its end. Throws `AnswerTooLargeError`, and what the stream itself fails with. */
export async function readBody(body: unknown): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (!isReadable(body)) return Buffer.alloc(0);
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let length = 0;
  body.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length > largestBytes) body.destroy(new AnswerTooLargeError());
  });
  body.on("end", () => {
    const [only] = chunks;
    resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, length));
  });
  body.on("error", reject);
  // A connection that is cut in the middle closes without an end.
  body.on("close", () => reject(Object.assign(new Error("The connection was closed."), { code: "ECONNRESET" })));
  return await promise;
}

function isReadable(body: unknown): body is Readable {
  return body !== null && typeof body === "object" && "on" in body && "destroy" in body;
}
