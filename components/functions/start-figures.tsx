import type { ReactNode } from "react";
import { FeltRate, feltHint } from "#components/ui/felt-rate.tsx";
import { Stat, StatRow } from "#components/ui/stat.tsx";
import { Term } from "#components/ui/term.tsx";
import {
  formatCount,
  formatDuration,
  formatMemory,
  formatNoun,
  formatPercent,
  formatShare,
  formatUnit,
} from "#lib/client/format.ts";
import type { FunctionStartsView, FunctionThing, SpreadView } from "#lib/domain/views/function-detail.ts";

interface StartFiguresProps {
  readonly thing: FunctionThing;
  readonly starts: FunctionStartsView;
}

/** How often it started, how long that took, what it added to the bill, and how much of it was seen. */
export function StartFigures({ thing, starts }: StartFiguresProps) {
  return (
    <StatRow className="mb-4">
      <RateStats starts={starts} />
      <LatencyStats thing={thing} starts={starts} />
      <KindStats starts={starts} />
      <ResourceStats thing={thing} starts={starts} />
      <Stat
        label={<Term name="coverage">Coverage</Term>}
        value={starts.coverage === null ? "not known" : formatPercent(starts.coverage)}
        hint={
          starts.invocations === null
            ? "invocations were not read"
            : `of ${formatCount(starts.invocations)} invocations${insightsPart(starts)}`
        }
      />
    </StatRow>
  );
}

function RateStats({ starts }: { readonly starts: FunctionStartsView }) {
  const { rate, felt, reports } = starts;
  return (
    <>
      <Stat
        label={<Term name="cold-start rate">Cold starts</Term>}
        value={rate.value === null || rate.tooFew ? formatShare(rate.hits, rate.n) : formatPercent(rate.value)}
        hint={
          rate.tooFew
            ? `of ${formatCount(reports)} reports`
            : `${formatPercent(rate.interval.low)} – ${formatPercent(rate.interval.high)}, of ${formatCount(reports)} reports`
        }
      />
      <Stat label={<Term name="felt cold start">Felt</Term>} value={<FeltRate felt={felt} />} hint={feltHint(felt)} />
      <Stat
        label="Waited for starts"
        value={starts.waitedMs === null ? unseen(starts) : formatDuration(starts.waitedMs)}
        hint="by all callers together"
      />
    </>
  );
}

function LatencyStats({ thing, starts }: StartFiguresProps) {
  return (
    <>
      <SpreadStat label={<Term name="init">Init p95</Term>} spread={starts.init} unit="ms" />
      {thing.snapStart === "None" && starts.restores === 0 ? null : (
        <SpreadStat
          label={<Term name="restore">Restore p95</Term>}
          spread={starts.restore}
          unit="ms"
          more={formatNoun(starts.restores, "restore")}
        />
      )}
    </>
  );
}

function KindStats({ starts }: { readonly starts: FunctionStartsView }) {
  const { provisionedInits, suppressedInits } = starts;
  return (
    <>
      {provisionedInits === 0 ? null : (
        <Stat
          label={<Term name="provisioned concurrency">Provisioned inits</Term>}
          value={provisionedInits === null ? unseen(starts) : formatCount(provisionedInits)}
          hint="made ahead of need, not billed with an invocation"
        />
      )}
      <Stat
        label="Failed inits"
        value={counted(starts, starts.initFailures)}
        hint={
          suppressedInits === null || suppressedInits === 0
            ? null
            : `${formatCount(suppressedInits)} made again inside the invocation`
        }
      />
    </>
  );
}

function ResourceStats({ thing, starts }: StartFiguresProps) {
  const { initBilledMs, billedMs, memory } = starts;
  return (
    <>
      <Stat
        label="Init as billed"
        value={initBilledMs === null ? unseen(starts) : formatDuration(initBilledMs)}
        hint={initBilledMs !== null && billedMs ? `${formatPercent(initBilledMs / billedMs)} of what was billed` : null}
      />
      <SpreadStat
        label="Billed p95"
        spread={starts.billed}
        unit="ms"
        none={starts.insightsReports > 0 ? unseen(starts) : "none seen"}
      />
      <Stat
        label="Memory used p99"
        value={memory ? formatUnit(memory.p99, "mb") : "none seen"}
        hint={
          memory
            ? [
                `p50 ${formatUnit(memory.p50, "mb")}`,
                ...(thing.memoryMb === null ? [] : [`of ${formatMemory(thing.memoryMb)}`]),
              ].join(", ")
            : null
        }
      />
      <Stat
        label="Timeouts"
        value={counted(starts, starts.timeouts)}
        hint={
          thing.timeoutSeconds === null
            ? "the timeout is not known"
            : `timeout is ${formatDuration(thing.timeoutSeconds * 1000)}`
        }
      />
      <Stat label="Out of memory" value={counted(starts, starts.outOfMemory)} />
    </>
  );
}

interface SpreadStatProps {
  readonly label: ReactNode;
  readonly spread: SpreadView | null;
  readonly unit: "ms";
  readonly more?: string;
  /** What stands there without a value. */
  readonly none?: string;
}

function SpreadStat({ label, spread, unit, more, none = "none seen" }: SpreadStatProps) {
  const percentiles = spread ? [`p50 ${formatUnit(spread.p50, unit)}`, `p99 ${formatUnit(spread.p99, unit)}`] : [];
  return (
    <Stat
      label={label}
      value={spread ? formatUnit(spread.p95, unit) : none}
      hint={[...percentiles, ...(more ? [more] : [])].join(", ") || null}
    />
  );
}

/** A count that log reports tell: without a report it is not known, and not nothing. */
function counted(starts: FunctionStartsView, count: number | null): string {
  return count === null || (starts.reports === 0 && count === 0) ? unseen(starts) : formatCount(count);
}

/** Which part of the reports Lambda Insights told. */
function insightsPart({ reports, insightsReports }: FunctionStartsView): string {
  if (insightsReports === 0) return "";
  return insightsReports === reports
    ? ", from Lambda Insights"
    : `, ${formatPercent(insightsReports / reports)} of these reports from Lambda Insights`;
}

/** Why a figure that log reports tell is missing. */
function unseen({ reports, insightsReports }: FunctionStartsView): string {
  if (insightsReports > 0) return "not told";
  return reports === 0 ? "no report read" : "not counted then";
}
