"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useActionRunner } from "#components/ui/use-action-runner.ts";
import { requestExampleAction } from "#lib/server/actions/failures.ts";
import { ExamplePlan } from "./example-plan.tsx";
import { ExampleList, ExampleStatus } from "./example-result.tsx";
import { failureQueries, isFetching, type SeriesKey } from "./failure-queries.ts";

interface ExampleLinesProps {
  readonly series: SeriesKey;
  /** What the button's name says of whose lines: "TypeError". */
  readonly title: string;
}

/** Some redacted lines of a failure: what reading them costs is said first, and nothing is read before that is confirmed. */
export function ExampleLines({ series, title }: ExampleLinesProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? "Hide example lines" : "Show example lines…"}
        <span className="sr-only"> of {title}</span>
      </Button>
      {isOpen ? <Examples series={series} title={title} /> : null}
    </>
  );
}

function Examples({ series, title }: ExampleLinesProps) {
  const query = failureQueries.examples(series);
  const { data, error, refetch } = useQuery(query);
  const { run, pending } = useActionRunner();
  const ask = async () => {
    await run(() => requestExampleAction({ ...series }));
    await refetch();
  };
  return (
    <section
      aria-label={`Example lines of ${title}`}
      className="mt-2 grid w-full gap-2 rounded-md border border-line p-3"
    >
      {error && !data ? (
        <Callout tone="critical" title="What this would take could not be worked out">
          {error.message}
        </Callout>
      ) : data === undefined ? (
        <Skeleton className="h-16 w-full" />
      ) : (
        <>
          <div aria-live="polite">{data.latest === null ? null : <ExampleStatus latest={data.latest} />}</div>
          <ExampleList lines={data.latest?.lines ?? []} />
          {isFetching(data) || data.latest?.state === "done" ? null : (
            <ExamplePlan plan={data.plan} pending={pending} onConfirm={() => void ask()} />
          )}
        </>
      )}
    </section>
  );
}
