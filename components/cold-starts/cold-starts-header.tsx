import { AnalysisHeader } from "#components/layout/analysis-header.tsx";
import { Term } from "#components/ui/term.tsx";
import { formatDuration, formatExact, formatPercent } from "#lib/client/format.ts";
import type { ColdStartsView, StartOffender, StartSummary } from "#lib/domain/views/cold-starts.ts";

const question = "Where do people wait for cold starts?";

/** The question, its answer with figures, and how they were computed. */
export function ColdStartsHeader({ view }: { readonly view: ColdStartsView }) {
  const { total, offenders, wholeDays, beyondRollups } = view;
  const caveats = [
    "Time to restore a SnapStart snapshot is counted as a start, not as seconds waited.",
    "Lambda also starts environments ahead of need; the reports do not tell which, so every start is counted.",
    ...(wholeDays ? ["A range of one's own counts whole UTC days, merged from each function's days: up to 3 s."] : []),
    ...(beyondRollups
      ? ["This scope cuts across the ready-made days, so the series is merged from single functions."]
      : []),
  ];
  return (
    <AnalysisHeader
      question={question}
      answer={<Answer total={total} worst={offenders.rows[0]} />}
      method={{
        formula: (
          <>
            <Term name="cold-start rate">Rate</Term> = (reports with init + restores + failed inits) ÷ reports, with
            Wilson’s 95 % <Term name="confidence interval">interval</Term>. Percentiles come from merged histograms and
            are right within 2 %. Seconds waited = sum of init. INIT cost = (billed − duration rounded up) over cold
            reports × memory × list price.
          </>
        ),
        sources: ["REPORT and platform.report lines through Logs Insights", "CloudWatch Invocations for coverage"],
        n: total.rate.n,
        coverage: total.coverage.value,
        caveats,
      }}
    />
  );
}

function Answer({ total, worst }: { readonly total: StartSummary; readonly worst: StartOffender | undefined }) {
  const { rate } = total;
  if (rate.value === null) {
    return (
      <>
        Not known yet: no log report of {formatExact(total.functions)} functions has been read for this period. The list
        below says why.
      </>
    );
  }
  const share = rate.tooFew ? `${formatExact(rate.hits)} of ${formatExact(rate.n)}` : formatPercent(rate.value);
  return (
    <>
      <strong>{share}</strong> {rate.tooFew ? "invocations" : `of ${formatExact(rate.n)} invocations`} waited for a
      start, <strong>{total.waitedMs === null ? "an unknown time" : formatDuration(total.waitedMs)}</strong> in all
      {worst && total.waitedMs ? (
        <>
          , most of all callers of <strong className="[overflow-wrap:anywhere]">{worst.name}</strong> (
          {formatPercent(worst.waitedMs / total.waitedMs)} of it)
        </>
      ) : null}
      .
    </>
  );
}
