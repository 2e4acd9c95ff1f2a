import { styleText } from "node:util";
import { holds, type Measurement } from "./benches/setup/bench.ts";

/** One row for people: name, figure, bar, and whether it is held. */
export function tableRow(measurement: Measurement): string {
  const { name, value, unit, bar, direction, note } = measurement;
  const shown = value === null ? "not measured" : `${figure(value)} ${unit}`;
  const held = holds(measurement);
  const mark = held === null ? "" : held ? styleText("green", "held") : styleText("red", "MISSED");
  const limit = bar === null ? "" : `bar ${direction === "atLeast" ? "≥ " : ""}${figure(bar)} ${unit}`;
  return `  ${name.padEnd(38)} ${shown.padStart(16)}   ${limit.padEnd(18)} ${mark.padEnd(7)}${note ? ` ${note}` : ""}`.trimEnd();
}

/** Three significant figures; counts whole. */
function figure(value: number): string {
  if (value === 0) return "0";
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}
