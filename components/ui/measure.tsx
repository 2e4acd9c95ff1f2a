import { formatUnit, type Unit } from "#lib/client/format.ts";
import { FactValue } from "./fact-value.tsx";

interface MeasureProps {
  readonly value: number | null;
  readonly unit: Unit;
  /** Why there is none, when that means that it is not known. */
  readonly unknown?: string | null | undefined;
  /** What a dash means here. */
  readonly none?: string;
}

/** A figure in its unit; a hollow dot with the reason when it is not known, a dash when there is none. */
export function Measure({ value, unit, unknown, none = "Nothing seen" }: MeasureProps) {
  if (value === null && unknown) return <FactValue unknown={{ state: "failed", reason: unknown }}>{null}</FactValue>;
  return <FactValue none={none}>{value === null ? null : formatUnit(value, unit)}</FactValue>;
}
