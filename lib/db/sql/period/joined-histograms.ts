/**
 * The aggregate that joins packed histograms of many rows into one value, each after its length in four bytes: a row for
 * each of them would take the database, the wire and Node ten times as long as merging them does. Null where none is.
 */
export function joinedHistograms(column: string): string {
  return `string_agg(int4send(octet_length(${column})) || ${column}, ''::bytea)`;
}

/** The packed histograms that {@link joinedHistograms} joined. */
export function splitHistograms(joined: Buffer | null): Buffer[] {
  const packed: Buffer[] = [];
  if (joined === null) return packed;
  for (let at = 0; at < joined.length; ) {
    const end = at + 4 + joined.readInt32BE(at);
    packed.push(joined.subarray(at + 4, end));
    at = end;
  }
  return packed;
}
