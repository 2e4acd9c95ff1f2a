"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { buttonClasses } from "#components/ui/button-classes.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { SyncOperationView } from "#lib/domain/views/sync.ts";
import { OperationsTable } from "./operations-table.tsx";

interface OperationsCardProps {
  /** Null before the first run. */
  readonly run: { readonly id: string; readonly operations: readonly SyncOperationView[] } | null;
  readonly month: readonly SyncOperationView[];
  readonly mayExport: boolean;
}

/** What costs comes first, then what is called the most. */
const listedAtFirst = 12;

/** What was asked of AWS by operation: in the run that is shown, or over this month; to take along as CSV or JSON. */
export function OperationsCard({ run, month, mayExport }: OperationsCardProps) {
  const [all, setAll] = useState(false);
  const [span, setSpan] = useState<"run" | "month">(run ? "run" : "month");
  const operations = span === "run" && run ? run.operations : month;
  const calls = operations.reduce((sum, one) => sum + one.calls, 0);
  const query = span === "run" && run ? `&sync=${run.id}` : "";
  return (
    <Card aria-label="Calls by operation">
      <CardHeader
        title="Calls by operation"
        reading={
          calls === 0
            ? "Nothing has been asked yet."
            : `${formatExact(calls)} calls to ${formatNoun(operations.length, "operation")} ${
                span === "run" ? "in this run" : "this month (UTC)"
              }, counted as they were made.`
        }
        actions={
          mayExport && operations.length > 0
            ? (["csv", "json"] as const).map((format) => (
                <a
                  key={format}
                  href={`/api/sync/usage?format=${format}${query}`}
                  download
                  className={buttonClasses({ variant: "quiet", size: "sm" })}
                >
                  {format.toUpperCase()}
                </a>
              ))
            : null
        }
      />
      <CardBody className="grid grid-cols-1 gap-2">
        {run ? (
          <fieldset className="flex gap-1" data-print="hide">
            <legend className="sr-only">Over which time</legend>
            {(["run", "month"] as const).map((one) => (
              <Button
                key={one}
                size="sm"
                variant={one === span ? "secondary" : "quiet"}
                aria-pressed={one === span}
                onClick={() => setSpan(one)}
              >
                {one === "run" ? "This run" : "This month"}
              </Button>
            ))}
          </fieldset>
        ) : null}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
        <section aria-label="Operations, scrolls sideways" tabIndex={0} className="overflow-x-auto">
          <OperationsTable operations={operations} listed={all ? operations.length : listedAtFirst} />
        </section>
        {!all && operations.length > listedAtFirst ? (
          <div>
            <Button size="sm" onClick={() => setAll(true)}>
              Show all {formatNoun(operations.length, "operation")}
            </Button>
          </div>
        ) : null}
      </CardBody>
    </Card>
  );
}
