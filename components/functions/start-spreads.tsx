import { HistogramChart } from "#components/charts/histogram-chart.tsx";
import { cn } from "#lib/client/class-names.ts";
import { formatUnit } from "#lib/client/format.ts";
import type { FunctionStartsView, FunctionThing, SpreadView } from "#lib/domain/views/function-detail.ts";

interface StartSpreadsProps {
  readonly thing: FunctionThing;
  readonly starts: FunctionStartsView;
}

/** How init, restores, what was billed and memory used are spread. */
export function StartSpreads({ thing, starts }: StartSpreadsProps) {
  const { init, restore, billed, memory } = starts;
  const charts = [init !== null || restore === null, restore !== null, true, true].filter(Boolean).length;
  const configured = thing.memoryMb === null ? "" : `, of ${formatUnit(thing.memoryMb, "mb")} configured`;
  return (
    <div className={cn("grid gap-4 lg:grid-cols-2", charts === 3 && "xl:grid-cols-3")}>
      {init === null && restore !== null ? null : (
        <Spread title="Init durations" noun="starts" unit="ms" spread={init} none="No init was seen in this period." />
      )}
      {restore === null ? null : (
        <Spread title="Restore durations" noun="restores" unit="ms" spread={restore} none="" />
      )}
      <Spread
        title="Billed durations"
        noun="invocations"
        unit="ms"
        spread={billed}
        none="No report told what was billed in this period."
      />
      <Spread
        title="Memory used"
        noun="invocations"
        unit="mb"
        spread={memory}
        none="No report told the memory used in this period."
        more={configured}
      />
    </div>
  );
}

interface SpreadProps {
  readonly title: string;
  readonly noun: string;
  readonly unit: "ms" | "mb";
  readonly spread: SpreadView | null;
  /** What to say without a value. */
  readonly none: string;
  readonly more?: string;
}

function Spread({ title, noun, unit, spread, none, more = "" }: SpreadProps) {
  const reading = spread
    ? `Half of them ${formatUnit(spread.p50, unit)} or less, one in a hundred more than ${formatUnit(spread.p99, unit)}${more}.`
    : none;
  const quantiles = spread
    ? [
        { label: "p50", value: spread.p50 },
        { label: "p95", value: spread.p95 },
        { label: "p99", value: spread.p99 },
      ]
    : [];
  return (
    <HistogramChart
      title={title}
      reading={reading}
      buckets={spread?.buckets ?? []}
      unit={unit}
      noun={noun}
      quantiles={quantiles}
    />
  );
}
