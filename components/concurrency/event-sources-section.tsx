import { Method } from "#components/layout/method.tsx";
import { formatExact, formatNoun } from "#lib/client/format.ts";
import type { ConcurrencyPlace, ConcurrencyPlaceDetail } from "#lib/domain/views/concurrency.ts";
import { EventSourcesTable } from "./event-sources-table.tsx";
import { WaitingTable } from "./waiting-table.tsx";

interface EventSourcesSectionProps {
  readonly place: ConcurrencyPlace;
  readonly detail: Pick<ConcurrencyPlaceDetail, "eventSources" | "eventSourceCounts" | "waiting">;
}

/** What event sources may run at once, and whose events waited or were lost. */
export function EventSourcesSection({ place, detail }: EventSourcesSectionProps) {
  const { eventSources, eventSourceCounts, waiting } = detail;
  return (
    <section className="mt-8" aria-labelledby="sources-title">
      <h2 id="sources-title" className="mb-1 text-lg font-semibold">
        Event sources and waiting events in {place.accountName}, {place.region}
      </h2>
      <p className="mb-3 max-w-[80ch] text-sm text-muted">{reading(detail)}</p>
      {eventSources.length === 0 ? null : <EventSourcesTable eventSources={eventSources} />}
      <h3 className="mt-4 mb-1 text-base font-semibold">Events that waited or were dropped</h3>
      {waiting.length === 0 ? (
        <p className="text-sm text-muted">
          {place.invocations === null && place.concurrent === null
            ? "Metrics of this account-Region have not been read for the period."
            : "No asynchronous call or stream was seen here in the period."}
        </p>
      ) : (
        <WaitingTable waiting={waiting} />
      )}
      <Method
        formula="At most = MaximumConcurrency; else provisioned pollers × 10; else 1,250 for an SQS queue. Streams run ParallelizationFactor for each shard, which is not read. Ages and drops are the maxima and sums of the UTC days that the period touches."
        sources={[
          "Lambda ListEventSourceMappings and GetFunctionConcurrency",
          "CloudWatch AsyncEventAge, AsyncEventsDropped, IteratorAge and RecursiveInvocationsDropped",
        ]}
        n={eventSourceCounts.read + waiting.length}
        caveats={["A FIFO queue runs one batch for each message group at most."]}
      />
    </section>
  );
}

function reading({ eventSources, eventSourceCounts }: EventSourcesSectionProps["detail"]): string {
  const { read, more, over, unknown } = eventSourceCounts;
  if (read === 0) return "No event-source mapping of this account-Region was read.";
  const sources = `${more ? "the first " : ""}${formatNoun(read, "event source")}`;
  const judged =
    over === 0
      ? `Of ${sources} none is known to be able to ask for more than its function has reserved`
      : `${formatExact(over)} of ${sources} may ask for more than ${over === 1 ? "its function has" : "their functions have"} reserved`;
  const open = unknown === 0 ? "" : `; of ${formatExact(unknown)} it cannot be told`;
  const shown =
    eventSources.length < read ? ` The ${formatExact(eventSources.length)} most worth a look are shown.` : "";
  return `${judged}${open}.${shown}`;
}
