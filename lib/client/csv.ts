/** A cell that a spreadsheet would read as a formula begins with one of these. */
const formula = /^[=+\-@\t\r]/;

/** Writes one cell: neutralised by an apostrophe where a spreadsheet would run it, quoted where CSV needs it. Numbers stay numbers. */
function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table as CSV (RFC 4180), for what the browser exports from a chart. */
export function toCsv(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return [header, ...rows]
    .map((row) => row.map(cell).join(","))
    .join("\r\n")
    .concat("\r\n");
}
