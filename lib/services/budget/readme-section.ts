import type { LevelEstimate, ReadingEstimate } from "#lib/domain/collection/estimate.ts";
import { usualFigures } from "#lib/domain/collection/estimate-shape.ts";
import { count, dollarText, duration, gigabytes } from "./amounts.ts";
import { estimateFromFigures, type SyncEstimate } from "./estimate-sync.ts";

/** The fleets that the README tells of. */
const fleets = [
  { title: "1,000 functions in 1 account and 1 Region", functions: 1_000, accounts: 1, regions: 1 },
  { title: "1,000 functions in 10 accounts × 4 Regions", functions: 1_000, accounts: 10, regions: 4 },
  { title: "10,000 functions in 50 accounts × 4 Regions", functions: 10_000, accounts: 50, regions: 4 },
] as const;

const begin = "<!-- collection cost: begin; written by npm run docs:cost -->";
const end = "<!-- collection cost: end -->";

/** Late in a day: the first sync reads most of today by the hour. Fixed, so that the figures do not change by themselves. */
const asOf = new Date("2026-11-21T16:30:00Z");

/**
 * The README with its section on what Lamplight asks of an account, and what that costs, as the estimate has it now.
 *
 * @throws Error where the README has no place for it
 */
export function withCostSection(readme: string): string {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The README has no section between "${begin}" and "${end}".`);
  return `${readme.slice(0, from)}${begin}\n${costSection()}\n${readme.slice(to)}`;
}

/** Tables for the reference fleets, in Markdown. */
function costSection(): string {
  const estimates = fleets.map((fleet) => ({
    title: fleet.title,
    estimate: estimateFromFigures(
      { ...usualFigures, ...fleet },
      { quotaShare: 1 / 3, monthlyBudgetUsd: null, now: asOf },
    ),
  }));
  const cells = (value: (estimate: SyncEstimate) => string) => estimates.map(({ estimate }) => value(estimate));
  const first = (value: (reading: ReadingEstimate) => string) =>
    cells(({ readings: [reading] }) => (reading === undefined ? "" : value(reading)));
  const usual = (value: (level: LevelEstimate) => string) =>
    cells(({ levels: [level] }) => (level === undefined ? "" : value(level)));
  const levels = estimates[0]?.estimate.levels ?? [];
  const titles = estimates.map(({ title }) => title);
  return [
    "",
    ...table(
      ["", ...titles],
      [
        ["first sync: calls", ...first(({ calls }) => count(calls))],
        ["at a third of AWS's quotas it takes at least", ...first(({ seconds }) => duration(seconds))],
        ["first sync: metrics", ...first(({ metrics }) => count(metrics))],
        ["first sync: log data scanned", ...first(({ scannedBytes }) => gigabytes(scannedBytes))],
        ["first sync: dollars", ...first(({ usd }) => dollarText(usd))],
        ["each day after it: calls", ...usual(({ callsPerDay }) => count(callsPerDay))],
        ["each day after it: metrics", ...usual(({ metricsPerDay }) => count(metricsPerDay))],
        ["each day after it: log data scanned", ...usual(({ scannedBytesPerDay }) => gigabytes(scannedBytesPerDay))],
      ],
    ),
    "",
    "Dollars a month, as the monthly budget has Lamplight slow down, level by level:",
    "",
    ...table(
      ["level", "Lamplight", ...titles],
      levels.map(({ level, title }) => [
        String(level),
        title,
        ...cells((estimate) => dollarText(estimate.levels[level]?.usdPerMonth ?? 0)),
      ]),
    ),
    "",
  ].join("\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)];
}
