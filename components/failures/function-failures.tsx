import { Method } from "#components/layout/method.tsx";
import { EmptyGood } from "#components/states/empty-good.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { sharedMax } from "#components/ui/sparkline-path.ts";
import { formatCount, formatNoun } from "#lib/client/format.ts";
import { fewestEvents, leastRatio, trendDays } from "#lib/domain/failures/failure-trend.ts";
import type { FunctionFailuresView } from "#lib/domain/views/failures.ts";
import { FailureSeriesItem } from "./failure-series-item.tsx";

interface FunctionFailuresProps {
  readonly failures: FunctionFailuresView;
  /** ISO instant of the last reading of the function; null when it was never read. */
  readonly checkedAt: string | null;
  /** Whether the viewer may have example lines fetched. */
  readonly canAsk: boolean;
}

/** What fails in a function, since when, and what changed then. */
export function FunctionFailures({ failures, checkedAt, canAsk }: FunctionFailuresProps) {
  const { series, basis, total, more, functionId, changesSince } = failures;
  const max = sharedMax(series.map(({ days }) => days));
  return (
    <>
      <Card className="mt-4" aria-label="Failures">
        <CardHeader title="What fails since when" reading={readingOf(failures)} />
        <CardBody>
          {series.length > 0 ? (
            <ol className="divide-y divide-line">
              {series.map((one) => (
                <FailureSeriesItem
                  key={`${one.kind} ${one.errorType}`}
                  {...{ functionId, basis, max, changesSince, canAsk }}
                  series={one}
                />
              ))}
            </ol>
          ) : total === null ? (
            <p className="py-6 text-center text-sm text-muted">
              No log of this period was read, so whether anything failed is not known here.
            </p>
          ) : (
            <EmptyGood title="No failure was seen in what was read." checkedAt={checkedAt} />
          )}
          {more > 0 ? (
            <p className="text-sm text-muted">{formatNoun(more, "rarer kind")} of failure left out.</p>
          ) : null}
        </CardBody>
      </Card>
      <Method
        formula={`Failures of one kind and error type, out of the ${basis} of the period's UTC days, with Wilson's 95 % interval. Trend: the last ${trendDays.recent} UTC days against the ${trendDays.before} before, per day's ${basis}; rising and falling from a factor of ${leastRatio} whose 99.9 % score interval leaves out 1; new: first seen within ${trendDays.new} days, after days that would have shown five or more; ended: five or more were due since the last one. Never from fewer than ${fewestEvents}. A rise is dated by the change-point of highest likelihood. Changes: those of the 24 hours before.`}
        sources={[
          "REPORT, INIT_REPORT and error lines of the log",
          "changes between snapshots",
          "CloudTrail's events of the function",
        ]}
        n={total}
        caveats={[
          "Closeness in time is no cause.",
          "An error that the function catches and does not log is no failure here.",
        ]}
      />
    </>
  );
}

function readingOf({ series, count, inits, total, basis }: FunctionFailuresView): string {
  if (series.length === 0) return "By kind and error type";
  const fresh = series.filter(({ trend }) => trend === "new" || trend === "rising").length;
  const seen = total === null ? "reports of this period were not read" : `out of ${formatCount(total)} ${basis}`;
  const begun = inits === 0 ? "" : `, and ${formatNoun(inits, "failed init")}`;
  const none = series.some(({ trend }) => trend === null)
    ? "none is known to be new or rising"
    : "none is new or rising";
  const news = fresh === 0 ? none : `${formatNoun(fresh, "kind")} new or rising`;
  return `${formatNoun(count, "failed invocation")} in this period, ${seen}${begun}; ${news}.`;
}
