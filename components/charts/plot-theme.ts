import type { Unit } from "#lib/client/format.ts";
import { formatUnit } from "#lib/client/format.ts";

/** One look for all charts: quiet axes, no animation. */
export const axisTick = { fill: "var(--color-faint)", fontSize: 11 };
export const gridProps = { stroke: "var(--color-grid)", vertical: false };
export const margin = { top: 8, right: 12, bottom: 0, left: 0 };

/** Ticks of a value axis, in its unit. */
export function valueTick(unit: Unit): (value: number) => string {
  return (value) => formatUnit(value, unit);
}

/** Amounts begin at zero, and a chart of zeros still has a height. */
export const amountDomain: [number, (max: number) => number] = [0, (max) => (max > 0 ? max : 1)];

/** The id of the hatching, unique in the page. */
export function hatchFill(id: string): string {
  return `url(#${id})`;
}
