import { Method } from "#components/layout/method.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { FEW, formatDuration, formatExact, formatNoun, formatPercent } from "#lib/client/format.ts";
import {
  differenceOf,
  type QuantileRange,
  type SideDifference,
  type VersionSide,
} from "#lib/domain/concurrency/version-comparison.ts";
import type { Rate } from "#lib/domain/statistics/rate.ts";
import type { Interval } from "#lib/domain/statistics/wilson-interval.ts";
import type { FunctionThing } from "#lib/domain/views/function-detail.ts";
import type { AliasComparison } from "#lib/domain/views/version-comparison.ts";
import { PlainTable } from "./plain-table.tsx";

interface VersionComparisonProps {
  readonly thing: FunctionThing;
  readonly comparisons: readonly AliasComparison[];
}

/** Where aliases send calls, and both sides of a weighted alias beside each other. */
export function VersionComparison({ thing, comparisons }: VersionComparisonProps) {
  const { aliases, unknowns } = thing;
  if (aliases !== null && aliases.length === 0) return null;
  return (
    <Card className="mt-4" aria-label="Versions behind aliases" id="versions">
      <CardHeader title="Versions behind aliases" reading={readingOf(comparisons, unknowns.aliases?.reason ?? null)} />
      <CardBody className="grid gap-4">
        {comparisons.map((comparison) => (
          <AliasTable key={comparison.alias} comparison={comparison} />
        ))}
        <Method
          formula="Failures = errors, timeouts and kills for want of memory ÷ reports. Cold starts = starts with an init or a restore ÷ reports. Intervals are 95 %: Wilson's for rates, order statistics for quantiles. Sides are called different where their intervals do not overlap; overlapping intervals do not prove them equal."
          sources={["REPORT records by version", "Lambda ListAliases"]}
          n={comparisons.flatMap(({ sides }) => sides).reduce((sum, { seen }) => sum + (seen?.reports ?? 0), 0)}
          caveats={[
            "Weights are today's, reports are of the whole UTC days that the period touches.",
            "Reports are those of a version, also of calls by its number or through another alias.",
            "Callers may not be spread evenly: a difference is an association, not its cause.",
          ]}
        />
      </CardBody>
    </Card>
  );
}

function readingOf(comparisons: readonly AliasComparison[], reason: string | null): string {
  if (comparisons.length === 0) return reason ?? "Aliases have not been read yet.";
  const weighted = comparisons.filter(({ sides }) => sides.length > 1).length;
  const unread = comparisons.every(({ sides }) => sides.every(({ seen }) => seen === null));
  const text =
    weighted === 0
      ? "No alias is weighted: each sends all its calls to one version."
      : `${formatNoun(weighted, "alias", "aliases")} with weights: the sides of each are held against each other.`;
  return unread
    ? `${text} No report by number was seen in these days: the log was not read, or only $LATEST ran.`
    : text;
}

function AliasTable({ comparison: { alias, sides } }: { readonly comparison: AliasComparison }) {
  const own = sides[0]?.seen ?? null;
  return (
    <div>
      <h3 className="mb-1 text-sm font-semibold">{alias}</h3>
      <PlainTable
        label={`Versions of ${alias}`}
        columns={[
          { title: "Version" },
          { title: "Weight", numeric: true },
          { title: "Reports", numeric: true },
          { title: "Failures", numeric: true },
          { title: "Cold starts", numeric: true },
          { title: "p50", numeric: true },
          { title: "p95", numeric: true },
          { title: "p99", numeric: true },
        ]}
      >
        {sides.map(({ version, weight, seen }, index) => (
          <tr key={version}>
            <th scope="row" className="px-3 py-1.5 text-left font-normal">
              {version}
            </th>
            <td className="tabular px-3 py-1.5 text-right">{formatPercent(weight)}</td>
            <td className="tabular px-3 py-1.5 text-right">
              {seen === null ? "not known" : formatExact(seen.reports)}
              {seen?.seenShare == null || sides.length === 1 ? null : (
                <span className="block text-xs text-faint">{formatPercent(seen.seenShare)} of both</span>
              )}
            </td>
            <RateCell rate={seen?.failures} other={index === 0 ? null : own?.failures} />
            <RateCell rate={seen?.coldStarts} other={index === 0 ? null : own?.coldStarts} />
            {(["p50", "p95", "p99"] as const).map((quantile) => (
              <QuantileCell key={quantile} seen={seen} quantile={quantile} other={index === 0 ? null : own} />
            ))}
          </tr>
        ))}
      </PlainTable>
    </div>
  );
}

interface RateCellProps {
  readonly rate: Rate | undefined;
  /** The same of the alias's own version; null where this is it. */
  readonly other: Rate | null | undefined;
}

function RateCell({ rate, other }: RateCellProps) {
  if (rate === undefined) return <td className="px-3 py-1.5 text-right text-faint">not known</td>;
  if (rate.n === 0) return <td className="px-3 py-1.5 text-right text-faint">none seen</td>;
  const known = !rate.tooFew && rate.value !== null;
  return (
    <td className="tabular px-3 py-1.5 text-right">
      {known ? formatPercent(rate.value ?? 0) : `${formatExact(rate.hits)} of ${formatExact(rate.n)}`}
      <span className="block text-xs text-faint">
        {known
          ? `${formatPercent(rate.interval.low)} to ${formatPercent(rate.interval.high)}`
          : `too few: under ${FEW}`}
      </span>
      {other === null ? null : (
        <Difference is={differenceOf(known ? rate.interval : null, other && !other.tooFew ? other.interval : null)} />
      )}
    </td>
  );
}

interface QuantileCellProps {
  readonly seen: VersionSide | null;
  readonly quantile: "p50" | "p95" | "p99";
  readonly other: VersionSide | null;
}

function QuantileCell({ seen, quantile, other }: QuantileCellProps) {
  const range: QuantileRange | null = seen?.[quantile] ?? null;
  const against: Interval | null = other?.[quantile] ?? null;
  return (
    <td className="tabular px-3 py-1.5 text-right">
      {range === null ? (
        <span className="text-faint">{seen === null ? "not known" : seen.reports === 0 ? "none seen" : "too few"}</span>
      ) : (
        <>
          {formatDuration(range.valueMs)}
          <span className="block text-xs text-faint">
            {formatDuration(range.low)} to {formatDuration(range.high)}
          </span>
        </>
      )}
      {other === null || range === null ? null : <Difference is={differenceOf(range, against)} />}
    </td>
  );
}

const words: Readonly<Record<SideDifference, string>> = {
  higher: "higher",
  lower: "lower",
  notTellable: "not told apart",
  tooFew: "too few to compare",
};

function Difference({ is }: { readonly is: SideDifference }) {
  return (
    <span
      className={`block text-xs ${is === "higher" ? "text-critical" : is === "lower" ? "text-good" : "text-faint"}`}
    >
      {words[is]}
    </span>
  );
}
