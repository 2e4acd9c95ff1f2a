/** What a field for a number takes. */
export interface NumberRange {
  readonly least: number;
  readonly most: number;
  /** Whole numbers alone. */
  readonly whole: boolean;
}

/** Digits with commas between thousands alone: `0,01`, as half the world writes a cent, must not become 1. */
const written = /^(\d+|[1-9]\d{0,2}(,\d{3})+)?(\.\d*)?$/;

/** The number that somebody typed; null for what is none, or lies outside the range. */
export function numberIn(text: string, { least, most, whole }: NumberRange): number | null {
  const trimmed = text.trim();
  if (!written.test(trimmed) || !/\d/.test(trimmed)) return null;
  const value = Number(trimmed.replaceAll(",", ""));
  return value < least || value > most || (whole && !Number.isInteger(value)) ? null : value;
}
