/** What spreadsheets take for a formula. */
const formula = /^[=+\-@\t\r]/;

/** A cell of CSV: arrays and objects as JSON, and a text that a spreadsheet would compute with an apostrophe in front. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return typeof value !== "number" && formula.test(text) ? `'${text}` : text;
}
