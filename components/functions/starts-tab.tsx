import type { ReactNode } from "react";
import { Method } from "#components/layout/method.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { FunctionStartsView, FunctionThing } from "#lib/domain/views/function-detail.ts";
import { StartFigures } from "./start-figures.tsx";
import { StartSpreads } from "./start-spreads.tsx";

interface StartsTabProps {
  readonly thing: FunctionThing;
  readonly starts: FunctionStartsView;
  /** What can be done about its starts. */
  readonly remedies: ReactNode;
  /** What fails since when. */
  readonly failures: ReactNode;
}

/** How it starts, how it fails, and how much of that was seen. */
export function StartsTab({ thing, starts, remedies, failures }: StartsTabProps) {
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
      {starts.insightsReports > 0 ? (
        <Callout tone="info" className="mb-4" title="From Lambda Insights">
          {starts.insightsReports === starts.reports ? "Its starts are" : "Some of its starts are"} counted from the
          events of the Lambda Insights extension, since its own log does not tell all of them. They tell duration,
          init, memory and timeouts; not what was billed, failed inits, or which inits nobody waited for: all of them
          count as waited for.
          {starts.insightsReasons.length > 0 ? ` ${starts.insightsReasons.join(" ")}` : ""}
        </Callout>
      ) : null}
      <StartFigures thing={thing} starts={starts} />
      <StartSpreads thing={thing} starts={starts} />
      {remedies}
      {failures}
      <Method
        formula="Cold-start rate = (reports with an init + restores + failed inits) ÷ reports, with Wilson's 95 % interval. Felt = the same without the share of starts on demand that were initialised more than a second ahead of their first invocation, as one hour of each day shows. Waited = inits on demand + restores + failed inits; inits of provisioned concurrency are those that Billed Duration does not contain. Init as billed = Σ (billed − ⌈duration⌉) over reports with an init or restore. Percentiles are read off the merged histogram of the period, right within 2 %. Memory used is the most that an environment had used by the end of the invocation."
        sources={[
          ...(starts.reports > starts.insightsReports || starts.insightsReports === 0
            ? ["REPORT and INIT_REPORT records of the function's log group"]
            : []),
          ...(starts.insightsReports > 0 ? ["events of Lambda Insights (log group /aws/lambda-insights)"] : []),
        ]}
        n={starts.reports}
        coverage={starts.coverage}
      />
    </>
  );
}
