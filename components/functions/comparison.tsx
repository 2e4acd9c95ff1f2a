import { Stat, StatRow } from "#components/ui/stat.tsx";
import { FEW, formatChange, formatShare, formatUnit, type Unit } from "#lib/client/format.ts";
import type { FunctionSeriesView, FunctionTotals, MomentField } from "#lib/domain/views/function-series.ts";

interface Compared {
  readonly label: string;
  readonly field: MomentField;
  readonly unit: Unit;
  /** More of it is worse. */
  readonly bad?: true;
  /** What a percentile rests on: of too few on either side there is no change to speak of. */
  readonly of?: MomentField;
}

const figures: readonly Compared[] = [
  { label: "Invocations", field: "invocations", unit: "count" },
  { label: "Errors", field: "errors", unit: "count", bad: true },
  { label: "Throttles", field: "throttles", unit: "count", bad: true },
  { label: "Duration p95", field: "durationP95Ms", unit: "ms", bad: true, of: "reports" },
  { label: "Init p95", field: "initP95Ms", unit: "ms", bad: true, of: "inits" },
  { label: "Peak concurrency", field: "concurrency", unit: "count" },
  { label: "Most memory used", field: "memoryMaxMb", unit: "mb" },
];

/** The steps of the period that are over, beside as many of the period before. */
export function Comparison({ view, range }: { readonly view: FunctionSeriesView; readonly range: string }) {
  const { previous, compared } = view;
  if (!previous) return null;
  return (
    <section aria-label="Compared with the previous period" className="mb-4" data-comparison>
      <StatRow className="grid-cols-2 md:grid-cols-4">
        {figures.map((figure) => (
          <ComparedStat key={figure.field} figure={figure} now={compared} before={previous.totals} />
        ))}
        <Stat label="Starts" value={startsOf(compared)} hint={`${startsOf(previous.totals)} before`} />
      </StatRow>
      <p className="mt-1 text-xs text-faint">{range}</p>
    </section>
  );
}

interface ComparedStatProps {
  readonly figure: Compared;
  readonly now: FunctionTotals;
  readonly before: FunctionTotals;
}

function ComparedStat({ figure: { label, field, unit, bad, of }, now, before }: ComparedStatProps) {
  const [value, past] = [now[field], before[field]];
  const text = (figure: number | null) => (figure === null ? "not known" : formatUnit(figure, unit));
  if (value === null || past === null) return <Stat label={label} value={text(value)} hint={`${text(past)} before`} />;
  if (of !== undefined && Math.min(now[of] ?? 0, before[of] ?? 0) < FEW)
    return <Stat label={label} value={text(value)} hint={`${text(past)} before; too few to compare`} />;
  const tone = !bad || value === past ? "neutral" : value > past ? "bad" : "good";
  return (
    <Stat
      label={label}
      value={text(value)}
      delta={formatChange(past, value)}
      deltaTone={tone}
      hint={`${text(past)} before`}
    />
  );
}

function startsOf({ reports, coldStarts, restores, initFailures }: FunctionTotals): string {
  if (reports === null) return "not known";
  return formatShare(Math.min(reports, (coldStarts ?? 0) + (restores ?? 0) + (initFailures ?? 0)), reports);
}
