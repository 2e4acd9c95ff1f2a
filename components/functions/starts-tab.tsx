import { HistogramChart } from "#components/charts/histogram-chart.tsx";
import { Method } from "#components/layout/method.tsx";
import { EmptyGood } from "#components/states/empty-good.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Stat, StatRow } from "#components/ui/stat.tsx";
import { Term } from "#components/ui/term.tsx";
import { FEW, formatCount, formatDuration, formatNoun, formatPercent, formatShare } from "#lib/client/format.ts";
import type { FunctionStartsView, FunctionThing } from "#lib/domain/views/function-detail.ts";
import { FailureTable } from "./failure-table.tsx";

interface StartsTabProps {
  readonly thing: FunctionThing;
  readonly starts: FunctionStartsView;
}

/** How it starts, how it fails, and how much of that was seen. */
export function StartsTab({ thing, starts }: StartsTabProps) {
  const { initQuantiles, restoreQuantiles } = starts;
  const all = starts.coldStarts + starts.restores + starts.initFailures;
  return (
    <>
      {thing.managedInstances ? (
        <Callout tone="info" className="mb-4" title="On Managed Instances">
          Environments run all the time and serve several invocations at once: their reports tell a duration alone, and
          no init, billed time or memory of a single invocation. Figures of these do not apply.
        </Callout>
      ) : null}
      {starts.reasons.length > 0 ? (
        <Callout
          tone="warning"
          className="mb-4"
          title={starts.reports === 0 ? "No reports could be read" : "Not all reports could be read"}
        >
          <ul className="list-disc pl-4">
            {starts.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Callout>
      ) : null}
      <StatRow className="mb-4">
        <Stat
          label={<Term name="cold-start rate">Cold starts</Term>}
          value={starts.reports < FEW ? formatShare(all, starts.reports) : formatPercent(all / starts.reports)}
          hint={`of ${formatCount(starts.reports)} reports`}
        />
        <Stat
          label={<Term name="init">Init p95</Term>}
          value={initQuantiles ? formatDuration(initQuantiles.p95Ms) : "none seen"}
          hint={
            initQuantiles
              ? `p50 ${formatDuration(initQuantiles.p50Ms)}, p99 ${formatDuration(initQuantiles.p99Ms)}`
              : null
          }
        />
        {thing.snapStart === "None" ? null : (
          <Stat
            label={<Term name="restore">Restore p95</Term>}
            value={restoreQuantiles ? formatDuration(restoreQuantiles.p95Ms) : "none seen"}
            hint={`${formatNoun(starts.restores, "restore")}`}
          />
        )}
        <Stat label="Failed inits" value={formatCount(starts.initFailures)} />
        <Stat
          label="Timeouts"
          value={formatCount(starts.timeouts)}
          hint={
            thing.timeoutSeconds === null
              ? "the timeout is not known"
              : `timeout is ${formatDuration(thing.timeoutSeconds * 1000)}`
          }
        />
        <Stat label="Out of memory" value={formatCount(starts.outOfMemory)} />
        <Stat
          label={<Term name="coverage">Coverage</Term>}
          value={starts.coverage === null ? "not known" : formatPercent(starts.coverage)}
          hint={
            starts.invocations === null
              ? "invocations were not read"
              : `of ${formatCount(starts.invocations)} invocations`
          }
        />
      </StatRow>
      <HistogramChart
        title="Init durations"
        reading={
          initQuantiles
            ? `Half of the starts took ${formatDuration(initQuantiles.p50Ms)} or less, one in a hundred more than ${formatDuration(initQuantiles.p99Ms)}.`
            : "No init was seen in this period."
        }
        buckets={starts.initBuckets}
        unit="ms"
        noun="starts"
        quantiles={
          initQuantiles
            ? [
                { label: "p50", value: initQuantiles.p50Ms },
                { label: "p95", value: initQuantiles.p95Ms },
                { label: "p99", value: initQuantiles.p99Ms },
              ]
            : []
        }
      />
      <Card className="mt-4" aria-label="Failures">
        <CardHeader title="Failures" reading={failureReading(starts)} />
        <CardBody>
          {starts.failures.length > 0 ? (
            <FailureTable failures={starts.failures} />
          ) : (
            <EmptyGood title="No failure was seen in this period." checkedAt={thing.detailObservedAt} />
          )}
        </CardBody>
      </Card>
      <Method
        formula="Cold-start rate = (reports with an init + restores + failed inits) ÷ reports. Percentiles are read off the merged histogram of the period, right within 2 %."
        sources={["REPORT and INIT_REPORT records of the function's log group"]}
        n={starts.reports}
        coverage={starts.coverage}
      />
    </>
  );
}

function failureReading({ failures }: FunctionStartsView): string {
  const [worst] = failures;
  if (!worst) return "By kind, error type and version";
  const total = failures.reduce((sum, { count }) => sum + count, 0);
  return `${formatNoun(total, "failure")}; most are ${worst.errorType || worst.kind} (${formatCount(worst.count)})`;
}
