import { Method } from "#components/layout/method.tsx";
import { Instant } from "#components/ui/instant.tsx";
import { formatNoun } from "#lib/client/format.ts";
import type { ConcurrencyPlace, ConcurrencyPlaceDetail, TrialView } from "#lib/domain/views/concurrency.ts";
import { ReservationTrial } from "./reservation-trial.tsx";

interface TrialSectionProps {
  readonly place: ConcurrencyPlace;
  readonly detail: Pick<ConcurrencyPlaceDetail, "trial" | "trialUnknown">;
}

/** What other reservations would have done in the hours that are stored, tried here before it is done. */
export function TrialSection({ place, detail: { trial, trialUnknown } }: TrialSectionProps) {
  return (
    <section className="mt-8" aria-labelledby="trial-title" id="trial">
      <h2 id="trial-title" className="mb-1 text-lg font-semibold">
        Try other reservations in {place.accountName}, {place.region}
      </h2>
      <p className="mb-3 max-w-[80ch] text-sm text-muted">{trial === null ? trialUnknown : <Basis trial={trial} />}</p>
      {trial === null ? null : (
        <>
          <ReservationTrial key={place.place} trial={trial} />
          <Method
            formula="A function with a reservation is turned away in an hour in which it asked for more at once; the others share limit − reservations − what is provisioned without one, and are turned away where together they asked for more. Asked for = ran at once ÷ (1 − throttle rate). What the others ran is the account-Region's own maximum of the hour, less functions that get a reservation, with those that lose theirs. Both sides are reckoned alike."
            sources={[
              "CloudWatch ConcurrentExecutions, UnreservedConcurrentExecutions, Invocations and Throttles by hour",
              "Lambda reservations, provisioned concurrency and GetAccountSettings",
            ]}
            n={trial.place.unreserved.length}
            caveats={[
              "Maxima of an hour are taken to fall on the same minute: it says rather too much than too little.",
              "Callers that try again are counted each time. Cold starts that provisioned concurrency would save are not in it.",
            ]}
          />
        </>
      )}
    </section>
  );
}

function Basis({ trial }: { readonly trial: TrialView }) {
  if (trial.from === null || trial.to === null) {
    return <>No hour of this account-Region is stored for the period: only the limits can be checked.</>;
  }
  return (
    <>
      Over {formatNoun(trial.place.unreserved.length, "stored hour")} from <Instant at={trial.from} /> to{" "}
      <Instant at={trial.to} />. Nothing is changed in AWS.
      {trial.leftOut > 0
        ? ` ${formatNoun(trial.leftOut, "function")} that hold nothing and run least are in the pool.`
        : ""}
    </>
  );
}
