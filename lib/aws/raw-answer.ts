import { recordOrNull } from "./answer.ts";

/** Keeps the bytes of the answer that counts: the last one, since earlier attempts may have failed half-way. */
export interface RawAnswer {
  readonly onBody: (body: Uint8Array) => void;
  /** The answer as parsed JSON with all its fields, or null where it is not a JSON object. */
  parsed(): Readonly<Record<string, unknown>> | null;
}

/**
 * The SDK drops fields that its schema does not know; what AWS added since the SDK was published is only in the bytes.
 */
export function keepRawAnswer(): RawAnswer {
  let bytes: Uint8Array | null = null;
  return {
    onBody: (body) => {
      bytes = body;
    },
    parsed() {
      if (bytes === null) return null;
      try {
        return recordOrNull(JSON.parse(new TextDecoder().decode(bytes)));
      } catch (error) {
        // The SDK has parsed the same bytes already; only a protocol other than JSON comes here.
        if (error instanceof SyntaxError) return null;
        throw error;
      }
    },
  };
}
