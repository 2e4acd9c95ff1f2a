import { ReadableStream } from "node:stream/web";

const types = { csv: "text/csv; charset=utf-8", json: "application/json; charset=utf-8" } as const;

/** A file that is sent while it is read: memory does not grow with it. The name is ours, never a person's text. */
export function download(pieces: AsyncIterable<string>, name: string, format: keyof typeof types): Response {
  return new Response(ReadableStream.from(encoded(pieces)) as BodyInit, {
    headers: {
      "content-type": types[format],
      "content-disposition": `attachment; filename="${name}.${format}"`,
      "cache-control": "private, no-store",
    },
  });
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}
