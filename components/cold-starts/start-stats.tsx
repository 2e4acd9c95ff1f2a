import { FeltRate, feltHint } from "#components/ui/felt-rate.tsx";
import { Measure } from "#components/ui/measure.tsx";
import { Stat, StatRow } from "#components/ui/stat.tsx";
import { Term } from "#components/ui/term.tsx";
import {
  formatChange,
  formatCount,
  formatDuration,
  formatExact,
  formatPercent,
  formatUsd,
} from "#lib/client/format.ts";
import type { PreviousStarts, StartSummary } from "#lib/domain/views/cold-starts.ts";
import { type StartChange, startChanges } from "./start-changes.ts";
import { CoverageFigure, RateFigure } from "./start-figures.tsx";

interface StartStatsProps {
  readonly total: StartSummary;
  readonly previous: PreviousStarts | null;
  readonly canSeeCost: boolean;
}

/** The figures of the scope as a whole, each with its change where the period before is asked for. */
export function StartStats({ total, previous, canSeeCost }: StartStatsProps) {
  const { rate, coverage } = total;
  const changes = startChanges(total, previous);
  return (
    <StatRow className="mb-6">
      <Stat
        label={<Term name="cold-start rate">Cold-start rate</Term>}
        value={<RateFigure rate={rate} />}
        {...change(changes.rate)}
        hint={
          rate.value === null
            ? "of all invocations"
            : rate.tooFew
              ? "too few reports for a share"
              : `${formatPercent(rate.interval.low)} – ${formatPercent(rate.interval.high)}, n ${formatExact(rate.n)}`
        }
      />
      <Stat
        label={<Term name="felt cold start">Felt</Term>}
        value={<FeltRate felt={total.felt} />}
        hint={feltHint(total.felt)}
      />
      <Stat
        label={<Term name="coverage">Coverage</Term>}
        value={<CoverageFigure coverage={coverage} />}
        hint={
          coverage.invocations === null
            ? "invocations not read"
            : `${formatExact(coverage.reports)} of ${formatExact(coverage.invocations)} invocations${insightsPart(total)}`
        }
      />
      <Stat
        label={<Term name="init">Init, median</Term>}
        value={<Measure value={total.p50Ms} unit="ms" />}
        {...change(changes.median)}
        hint={
          total.p95Ms === null
            ? "no init seen"
            : `p95 ${formatDuration(total.p95Ms)}, p99 ${formatDuration(total.p99Ms ?? total.p95Ms)}`
        }
      />
      <Stat
        label="Waited, a day"
        value={<Measure value={total.waitedMsPerDay} unit="ms" />}
        {...change(changes.waited)}
        hint={waitedHint(total, changes.seenUnlike ? previous : null)}
      />
      <Stat
        label={<Term name="restore">SnapStart restores</Term>}
        value={counted(total, total.restores)}
        hint={total.restoreMs === null ? "no restore time read" : `${formatDuration(total.restoreMs)} in all`}
      />
      <Stat
        label="Failed inits"
        value={counted(total, total.initFailures)}
        hint={
          total.suppressedInits === null
            ? "those made again were not told apart"
            : `${formatCount(total.suppressedInits)} made again inside the invocation`
        }
      />
      <Stat
        label={<Term name="provisioned concurrency">Provisioned inits</Term>}
        value={
          <Measure
            value={total.provisionedInits}
            unit="count"
            unknown="They were not told apart when they were read."
          />
        }
        hint="nobody waited for these"
      />
      {canSeeCost ? <InitCost total={total} /> : null}
    </StatRow>
  );
}

/** What the time waited rests on; where the periods were seen unlike, why it is not compared. */
function waitedHint({ waitedMs, initCount, coverage }: StartSummary, unlike: PreviousStarts | null): string {
  const seen =
    waitedMs === null ? "not read" : `${formatDuration(waitedMs)} in the period, ${formatExact(initCount)} inits`;
  if (unlike === null) return seen;
  const share = (value: number | null) => (value === null ? "an unknown share" : formatPercent(value));
  return `${seen}; not compared: ${share(coverage.value)} of the invocations was seen, ${share(unlike.coverage.value)} before`;
}

/** A count that log reports tell: without a report it is not known, and not nothing. */
function counted({ rate }: StartSummary, count: number) {
  return (
    <Measure value={rate.value === null && count === 0 ? null : count} unit="count" unknown="No report was read." />
  );
}

/** More of any of these is bad. */
function change(found: StartChange | null) {
  if (found === null) return {};
  const { before, now } = found;
  return {
    delta: formatChange(before, now),
    deltaTone: now === before ? ("neutral" as const) : now > before ? ("bad" as const) : ("good" as const),
  };
}

function InitCost({ total }: { readonly total: StartSummary }) {
  const { initCostUsd, costUsd, unpricedFunctions } = total;
  const share =
    initCostUsd !== null && costUsd ? `${formatPercent(initCostUsd / costUsd)} of ${formatUsd(costUsd)}` : "list price";
  return (
    <Stat
      label="INIT as billed"
      value={<Measure value={initCostUsd} unit="usd" unknown="No list price or no report is known." />}
      hint={unpricedFunctions > 0 ? `without ${formatExact(unpricedFunctions)} functions of unknown price` : share}
    />
  );
}

function insightsPart({ insightsReports }: StartSummary): string {
  return insightsReports > 0 ? `, ${formatExact(insightsReports)} from Lambda Insights` : "";
}
