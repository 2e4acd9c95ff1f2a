import type { LevelEstimate, ReadingEstimate } from "#lib/domain/collection/estimate.ts";
import { count, dollarText, duration, gigabytes } from "./amounts.ts";
import type { SyncEstimate } from "./estimate-sync.ts";

const titles = { first: "The first sync", hourly: "Each hour", daily: "Once a day" } as const;
const gigabyte = 2 ** 30;

/** An estimate for people: term by term, totals last, what the budget makes of it, what was taken for granted. */
export function estimateLines(estimate: SyncEstimate): string[] {
  const { functions, accounts, places, emptyPlaces, readings, levels, assumptions } = estimate;
  const empty = emptyPlaces > 0 ? `, and ${count(emptyPlaces)} without` : "";
  return [
    `What syncs ask of AWS: ${count(functions)} functions in ${count(accounts)} accounts, ${count(places)} account-Regions with functions${empty}.`,
    ...readings.flatMap((reading) => ["", ...readingLines(reading)]),
    "",
    "By level of economy",
    ...levelTable(levels),
    "",
    ...budgetLines(estimate),
    "",
    "Taken for granted",
    ...assumptions.map((sentence) => `  ${sentence}`),
  ];
}

function readingLines({ kind, terms, calls, seconds, longest, metrics, scannedBytes, usd }: ReadingEstimate): string[] {
  const rows = terms.map(({ source, service, operation, calls: asked }) => [
    source,
    `${service} ${operation}`,
    count(asked),
  ]);
  const quota =
    longest === null
      ? ""
      : `, by ${longest.name} (${count(longest.calls)} calls at ${rate(longest.perSecond)} a second)`;
  return [
    titles[kind],
    ...columns([["source", "operation", "calls"], ...rows, ["", "together", count(calls)]], ["left", "left", "right"]),
    `  takes ${duration(seconds)} at least${quota}`,
    `  ${count(metrics)} metrics and ${gigabytes(scannedBytes)} of logs: ${dollarText(usd)}`,
  ];
}

function levelTable(levels: readonly LevelEstimate[]): string[] {
  const rows = levels.map((level) => [
    String(level.level),
    level.title,
    count(level.callsPerDay),
    count(level.metricsPerDay),
    (level.scannedBytesPerDay / gigabyte).toFixed(1),
    dollarText(level.usdPerMonth),
    dollarText(level.firstUsd),
  ]);
  const head = ["level", "Lamplight", "calls/day", "metrics/day", "GB/day", "a month", "first sync"];
  return columns([head, ...rows], ["right", "left", "right", "right", "right", "right", "right"]);
}

function budgetLines({ monthlyBudgetUsd, budgetLevel, levels }: SyncEstimate): string[] {
  if (monthlyBudgetUsd === null || budgetLevel === null) return ["No monthly budget is set: nothing is slowed."];
  const cost = levels[budgetLevel.level]?.usdPerMonth ?? 0;
  const budget = `Under the budget of ${dollarText(monthlyBudgetUsd)} a month`;
  if (budgetLevel.level === 0) return [`${budget} nothing is slowed: a usual month costs ${dollarText(cost)}.`];
  return [
    `${budget} Lamplight ${budgetLevel.title} (level ${budgetLevel.level}), which costs ${dollarText(cost)} in a usual month.`,
  ];
}

/** Rows with their cells under each other, two spaces apart. */
function columns(rows: readonly (readonly string[])[], sides: readonly ("left" | "right")[]): string[] {
  const widths = sides.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows.map((row) => {
    const cells = row.map((cell, index) => {
      const width = widths[index] ?? 0;
      return sides[index] === "right" ? cell.padStart(width) : cell.padEnd(width);
    });
    return `  ${cells.join("  ").trimEnd()}`;
  });
}

function rate(perSecond: number): string {
  return Number(perSecond.toFixed(1)).toString();
}
