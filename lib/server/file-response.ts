const types: Readonly<Record<string, { readonly type: string; readonly extension: string }>> = {
  csv: { type: "text/csv; charset=utf-8", extension: "csv" },
  json: { type: "application/json; charset=utf-8", extension: "json" },
  sarif: { type: "application/sarif+json; charset=utf-8", extension: "sarif" },
};

/** Pieces of text as a download that is streamed: memory does not grow with the fleet. */
export function fileResponse(name: string, format: string, pieces: AsyncGenerator<string>): Response {
  const { type, extension } = types[format] ?? { type: "text/plain; charset=utf-8", extension: "txt" };
  const day = new Date().toISOString().slice(0, 10);
  return new Response(streamOf(pieces), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="lamplight-${name}-${day}.${extension}"`,
      "cache-control": "private, no-store",
    },
  });
}

/** Reads the next piece only when the browser has room for it; a download that is broken off ends the reading. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
