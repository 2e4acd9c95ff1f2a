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
      <p className="mb-3 max-w-[80ch] text-sm break-words text-muted">
        {trial === null ? trialUnknown : <Basis trial={trial} />}
      </p>
      {trial === null ? null : (
        <>
          <ReservationTrial key={place.place} trial={trial} />
          <Method
            formula="A function with a reservation is turned away in an hour in which it asked for more at once; the others share limit − reservations − what is provisioned without one, and are turned away where together they asked for more. Asked for = ran at once ÷ (1 − throttle rate). What the others ran is the account-Region's own UnreservedConcurrentExecutions of the hour; where a function above is one of them, what it ran there is replaced by what it asked for as it is set on each side. Both sides are reckoned alike."
            sources={[
              "CloudWatch ConcurrentExecutions, UnreservedConcurrentExecutions, Invocations and Throttles by hour",
              "Lambda reservations, provisioned concurrency and GetAccountSettings",
            ]}
            n={trial.place.unreserved.length}
            caveats={[
              "Maxima of an hour are taken to fall on the same minute: that says rather too much of functions that join the shared pool, and too little of what is left in it where one leaves.",
              "Callers that try again are counted each time. Cold starts that provisioned concurrency would save are not in it.",
            ]}
          />
        </>
      )}
    </section>
  );
}

const mostNamed = 3;

function Basis({ trial }: { readonly trial: TrialView }) {
  if (trial.from === null || trial.to === null) {
    return <>No hour of this account-Region is stored for the period: only the limits can be checked.</>;
  }
  return (
    <>
      Over {formatNoun(trial.place.unreserved.length, "stored hour")} from <Instant at={trial.from} /> to{" "}
      <Instant at={trial.to} />. Nothing is changed in AWS.
      {trial.leftOut > 0
        ? ` ${formatNoun(trial.leftOut, "other function")} that hold and run less stay as they are.`
        : ""}
      {trial.gone.length > 0
        ? ` Left out of what the address asks for, since no function here has the name: ${trial.gone.slice(0, mostNamed).join(", ")}${trial.gone.length > mostNamed ? " and others" : ""}.`
        : ""}
    </>
  );
}
