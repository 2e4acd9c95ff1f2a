import { Method } from "#components/layout/method.tsx";
import type { ConcurrencyPlace, StarvedHour } from "#lib/domain/views/concurrency.ts";
import { StarvedTable } from "./starved-table.tsx";

interface StarvedSectionProps {
  readonly place: ConcurrencyPlace;
  readonly starved: readonly StarvedHour[];
}

/** Who starved whom in one account-Region. */
export function StarvedSection({ place, starved }: StarvedSectionProps) {
  return (
    <section className="mt-8" aria-labelledby="starved-title">
      <h2 id="starved-title" className="mb-1 text-lg font-semibold">
        Who starved whom in {place.accountName}, {place.region}
      </h2>
      <p className="mb-3 max-w-[80ch] text-sm text-muted">{reading(place, starved)}</p>
      {starved.length === 0 ? null : (
        <>
          <StarvedTable starved={starved} />
          <Method
            formula="By the hour: a reservation that was reached (from 95 % on) throttles its own function alone. Without one, the account's limit does where 95 % of it was claimed; its holders are named by their share of the limit, a reservation or provisioned concurrency counting whether it ran or not. Where less than 80 % was claimed, a rate remains: of new environments (1,000 each 10 seconds and function) or of requests (10 a second for each execution allowed). Between the two it is not known."
            sources={[
              "CloudWatch Throttles, ConcurrentExecutions and ClaimedAccountConcurrency by hour",
              "Lambda GetFunctionConcurrency",
            ]}
            n={starved.length}
            caveats={[
              "Maxima of one hour need not fall on the same minute: who held most is an association, not proof.",
              "Limits and reservations are today's; hours are kept for 15 days.",
            ]}
          />
        </>
      )}
    </section>
  );
}

function reading({ throttles }: ConcurrencyPlace, starved: readonly StarvedHour[]): string {
  if (starved.length > 0) return `The ${starved.length} hours with most throttles, and what held the concurrency then.`;
  if (throttles === null) return "Throttles of this account-Region have not been read.";
  return throttles === 0
    ? "Nobody was throttled here in the period."
    : "Throttles are older than the 15 days that hours are kept of.";
}
