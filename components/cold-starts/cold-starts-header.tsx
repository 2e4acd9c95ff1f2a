import { AnalysisHeader } from "#components/layout/analysis-header.tsx";
import { Term } from "#components/ui/term.tsx";
import { formatDuration, formatExact, formatPercent } from "#lib/client/format.ts";
import type { ColdStartsView, StartOffender, StartSummary } from "#lib/domain/views/cold-starts.ts";

const question = "Where do people wait for cold starts?";

/** The question, its answer with figures, and how they were computed. */
export function ColdStartsHeader({ view }: { readonly view: ColdStartsView }) {
  const { total, worst, wholeDays, beyondRollups, previous } = view;
  const caveats = [
    "Inits of environments that provisioned concurrency made are in no figure of waiting; reports read before they were told apart count as inits on demand.",
    "Lambda also starts environments ahead of need: the rate counts every start, those of provisioned concurrency too, and the waiting every start on demand; Felt leaves out those that nobody waited for, by a sample of one hour a day.",
    ...(previous
      ? [
          `Compared with ${previous.from.slice(0, 16).replace("T", " ")} to ${previous.to.slice(0, 16).replace("T", " ")} UTC, by whole hours of 24 hours, else by UTC days; money is not kept by day and not compared.`,
        ]
      : []),
    ...(wholeDays ? ["A range of one's own counts whole UTC days, merged from each function's days: up to 3 s."] : []),
    ...(beyondRollups
      ? ["This scope cuts across the ready-made days, so the series is merged from single functions."]
      : []),
  ];
  return (
    <AnalysisHeader
      question={question}
      answer={<Answer total={total} worst={worst} />}
      method={{
        formula: (
          <>
            <Term name="cold-start rate">Rate</Term> = (reports with init + restores + failed inits) ÷ reports, with
            Wilson’s 95 % <Term name="confidence interval">interval</Term>. <Term name="felt cold start">Felt</Term> =
            the same without the share of inits on demand that were done more than a second before the first invocation
            came, as one hour of each day shows. Percentiles come from merged histograms and are right within 2 %.
            Waited = inits on demand + restores + failed inits’ own time. INIT cost = (billed − duration rounded up)
            over cold reports × memory × list price.
          </>
        ),
        sources: [
          "REPORT and platform.report lines through Logs Insights",
          ...(total.insightsReports > 0
            ? ["events of Lambda Insights for functions whose own log does not tell all: without what was billed"]
            : []),
          "CloudWatch Invocations for coverage",
        ],
        n: total.rate.n,
        coverage: total.coverage.value,
        caveats,
      }}
    />
  );
}

function Answer({ total, worst }: { readonly total: StartSummary; readonly worst: StartOffender | null }) {
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
      <strong>{share}</strong> {rate.tooFew ? "invocations" : `of ${formatExact(rate.n)} invocations`} came with a
      start; callers waited{" "}
      <strong>{total.waitedMs === null ? "an unknown time" : `up to ${formatDuration(total.waitedMs)}`}</strong> in all
      {worst && total.waitedMs ? (
        <>
          , most of all those of <strong className="[overflow-wrap:anywhere]">{worst.name}</strong> (
          {formatPercent(worst.waitedMs / total.waitedMs)} of it)
        </>
      ) : null}
      .
    </>
  );
}
