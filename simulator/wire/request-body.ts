import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { AwsError } from "./aws-error.ts";

const unzip = promisify(gunzip);
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** The whole body, with gzip undone (the SDK compresses large CloudWatch requests). */
export async function readRequestBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) {
      throw new AwsError("RequestEntityTooLargeException", "The request body is larger than 16 MB.", { status: 413 });
    }
    chunks.push(chunk);
  }
  const [only] = chunks;
  const body = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
  return request.headers["content-encoding"] === "gzip" ? inflate(body) : body;
}

async function inflate(body: Uint8Array): Promise<Uint8Array> {
  try {
    return await unzip(body, { maxOutputLength: MAX_BODY_BYTES });
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new AwsError("SerializationException", `The request body could not be unzipped: ${detail}`);
  }
}
