import { Measure } from "#components/ui/measure.tsx";
import { Stat, StatRow } from "#components/ui/stat.tsx";
import { Term } from "#components/ui/term.tsx";
import { formatDuration, formatExact, formatPercent, formatUsd } from "#lib/client/format.ts";
import type { StartSummary } from "#lib/domain/views/cold-starts.ts";
import { CoverageFigure, RateFigure } from "./start-figures.tsx";

/** The figures of the scope as a whole. */
export function StartStats({ total, canSeeCost }: { readonly total: StartSummary; readonly canSeeCost: boolean }) {
  const { rate, coverage } = total;
  return (
    <StatRow className="mb-6">
      <Stat
        label={<Term name="cold-start rate">Cold-start rate</Term>}
        value={<RateFigure rate={rate} />}
        hint={
          rate.value === null || rate.tooFew
            ? "too few reports for a share"
            : `${formatPercent(rate.interval.low)} – ${formatPercent(rate.interval.high)}, n ${formatExact(rate.n)}`
        }
      />
      <Stat
        label={<Term name="coverage">Coverage</Term>}
        value={<CoverageFigure coverage={coverage} />}
        hint={
          coverage.invocations === null
            ? "invocations not read"
            : `${formatExact(coverage.reports)} of ${formatExact(coverage.invocations)} invocations`
        }
      />
      <Stat
        label={<Term name="init">Init, median</Term>}
        value={<Measure value={total.p50Ms} unit="ms" />}
        hint={
          total.p95Ms === null
            ? "no init seen"
            : `p95 ${formatDuration(total.p95Ms)}, p99 ${formatDuration(total.p99Ms ?? total.p95Ms)}`
        }
      />
      <Stat
        label="Time waited"
        value={<Measure value={total.waitedMs} unit="ms" />}
        hint={`${formatExact(total.initCount)} inits, ${formatExact(total.restores)} restores`}
      />
      {canSeeCost ? <InitCost total={total} /> : null}
    </StatRow>
  );
}

function InitCost({ total }: { readonly total: StartSummary }) {
  const { initCostUsd, costUsd, unpricedFunctions } = total;
  const share =
    initCostUsd !== null && costUsd ? `${formatPercent(initCostUsd / costUsd)} of ${formatUsd(costUsd)}` : "list price";
  return (
    <Stat
      label="INIT cost"
      value={<Measure value={initCostUsd} unit="usd" unknown="No list price or no report is known." />}
      hint={unpricedFunctions > 0 ? `without ${formatExact(unpricedFunctions)} functions of unknown price` : share}
    />
  );
}
