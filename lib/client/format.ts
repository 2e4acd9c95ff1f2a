/**
 * How Lamplight writes figures: three significant figures, units that people say, shares with their n.
 * Everything is pure and the same on server and browser, so that no page flickers when it hydrates.
 */

const MINUS = "−";
const NBSP = "\u00a0";

// Made once: a formatter costs a hundred times what formatting does, and a page writes thousands of figures.
const grouped = new Intl.NumberFormat("en-US");
const toSixDigits = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });

function sign(value: number): string {
  return value < 0 ? MINUS : "";
}

/** `value` ≥ 0 with three significant figures and thousands separators, without an exponent: 1,240 · 12.3 · 0.0031. */
function significant(value: number): string {
  if (value === 0) return "0";
  if (value >= 1000) return grouped.format(Math.round(Number(value.toPrecision(3))));
  const digits = Math.min(12, Math.max(0, 2 - Math.floor(Math.log10(Number(value.toPrecision(3))))));
  const text = value.toFixed(digits);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function scaled(value: number, base: number, units: readonly string[]): string {
  const size = Math.abs(value);
  let step = 0;
  let rest = size;
  // 999.6 rounds to 1,000 and belongs to the next unit.
  while (step < units.length - 1 && Number(rest.toPrecision(3)) >= base) {
    rest /= base;
    step += 1;
  }
  const unit = units[step] ?? "";
  return `${sign(value)}${significant(rest)}${unit ? NBSP + unit : ""}`;
}

/** A count with three significant figures: `999`, `1,240`, `12.3 k`, `1.2 M`. Counts under 10,000 are exact. */
export function formatCount(value: number): string {
  if (Math.abs(value) < 10_000 && Number.isInteger(value)) return `${sign(value)}${grouped.format(Math.abs(value))}`;
  return scaled(value, 1000, ["", "k", "M", "B", "T"]);
}

/** Every digit: for tooltips, exports and small totals. */
export function formatExact(value: number): string {
  return `${sign(value)}${toSixDigits.format(Math.abs(value))}`;
}

/** US dollars: `$0`, `$0.0031`, `$12.40`, `$1,240`, `$1.2 M`. Three significant figures; cents in full from one dollar to a hundred. */
export function formatUsd(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return "$0";
  if (Number(size.toPrecision(3)) >= 1_000_000)
    return scaled(size, 1000, ["", "k", "M", "B"]).replace(/^/, `${sign(value)}$`);
  if (size >= 1 && Number(size.toPrecision(3)) < 100) return `${sign(value)}$${size.toFixed(2)}`;
  if (size < 0.000001) return `${sign(value)}<$0.000001`.replace(`${MINUS}<`, `<${MINUS}`);
  return `${sign(value)}$${significant(size)}`;
}

/** A price for each of many: `$0.0031 per 1,000`. */
export function formatUsdPer(value: number, per: number, noun = ""): string {
  return `${formatUsd(value)} per ${grouped.format(per)}${noun ? ` ${noun}` : ""}`;
}

/** A duration: `840 ms`, `2.4 s`, `3 min 20 s`, `3 h 12 min`, `5 d 3 h`. Under a millisecond: `0.42 ms`. */
export function formatDuration(durationMs: number): string {
  const size = Math.abs(durationMs);
  if (Number(size.toPrecision(3)) < 1000) return `${sign(durationMs)}${significant(size)}${NBSP}ms`;
  if (size < 59_950) return `${sign(durationMs)}${significant(size / 1000)}${NBSP}s`;
  const seconds = Math.round(size / 1000);
  if (seconds < 3600) return `${sign(durationMs)}${pair(Math.floor(seconds / 60), "min", seconds % 60, "s")}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 48 * 60) return `${sign(durationMs)}${pair(Math.floor(minutes / 60), "h", minutes % 60, "min")}`;
  const hours = Math.round(minutes / 60);
  return `${sign(durationMs)}${pair(Math.floor(hours / 24), "d", hours % 24, "h")}`;
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  const head = `${grouped.format(large)}${NBSP}${largeUnit}`;
  return small === 0 ? head : `${head} ${small}${NBSP}${smallUnit}`;
}

/** Bytes in powers of 1,024, as AWS counts code: `512 B`, `1.2 MB`, `75 GB`. */
export function formatBytes(bytes: number): string {
  return scaled(bytes, 1024, ["B", "KB", "MB", "GB", "TB", "PB"]);
}

/** Memory as Lambda names it: `128 MB`, `1,769 MB`. Never rounded, since it is a setting. */
export function formatMemory(memoryMb: number): string {
  return `${grouped.format(memoryMb)}${NBSP}MB`;
}

/** A ratio as a percentage: `3.1 %`, `0 %`, `<0.01 %`, `100 %` only when it is all. */
export function formatPercent(ratio: number): string {
  const percent = Math.abs(ratio) * 100;
  if (percent === 0) return `0${NBSP}%`;
  if (percent < 0.01) return `<${sign(ratio)}0.01${NBSP}%`;
  if (percent < 100 && percent > 99.9) return `>${sign(ratio)}99.9${NBSP}%`;
  return `${sign(ratio)}${significant(percent)}${NBSP}%`;
}

/** Fewer than this many and a percentage would say more than is known. */
export const FEW = 30;

/** A share with its n: `3.1 % of 48,200`; of too few, the count itself: `3 of 20`; of none: `none seen`. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return "none seen";
  if (whole < FEW) return `${formatExact(part)} of ${formatExact(whole)}`;
  return `${formatPercent(part / whole)} of ${formatExact(whole)}`;
}

/** The change from one figure to another: `+12 %`, `−3.4 %`, `no change`; from nothing: `new`. */
export function formatChange(before: number, after: number): string {
  if (before === after) return "no change";
  if (before === 0) return "new";
  const ratio = (after - before) / Math.abs(before);
  if (ratio >= 9.995) return `×${significant(after / before)}`;
  return ratio > 0 ? `+${formatPercent(ratio)}` : formatPercent(ratio);
}

/** `1 function`, `12,300 functions`; the plural is given where adding an s does not do. */
export function formatNoun(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** What a figure measures; decides how it is written on an axis, in a table and in a tooltip. */
export type Unit = "count" | "ms" | "bytes" | "usd" | "ratio" | "mb" | "perSecond" | "gbSeconds";

const formatters: Record<Unit, (value: number) => string> = {
  count: formatCount,
  ms: formatDuration,
  bytes: formatBytes,
  usd: formatUsd,
  ratio: formatPercent,
  mb: (value) => `${significant(Math.abs(value))}${NBSP}MB`,
  perSecond: (value) => `${formatCount(value)}/s`,
  gbSeconds: (value) => `${formatCount(value)}${NBSP}GB-s`,
};

/** Writes `value` in its unit. */
export function formatUnit(value: number, unit: Unit): string {
  return formatters[unit](value);
}
