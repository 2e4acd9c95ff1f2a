import { AnalysisHeader } from "#components/layout/analysis-header.tsx";
import { Instant } from "#components/ui/instant.tsx";
import { Term } from "#components/ui/term.tsx";
import { formatExact, formatNoun, formatPercent } from "#lib/client/format.ts";
import type { ConcurrencyView } from "#lib/domain/views/concurrency.ts";
import { dayText } from "./runway-text.ts";

/** The question, its answer with figures, and how they were computed. */
export function ConcurrencyHeader({ view }: { readonly view: ConcurrencyView }) {
  const known = view.places.filter(({ share }) => share !== null);
  return (
    <AnalysisHeader
      question="Which account-Region runs out of concurrency next?"
      answer={<Answer view={view} />}
      method={{
        formula: (
          <>
            <Term name="claimed concurrency">Claimed concurrency</Term> = unreserved executions + reserved + provisioned
            of functions without a reservation (the metric ClaimedAccountConcurrency; where AWS sends none, from its
            parts). <Term name="headroom">Headroom</Term> = limit − highest claimed. Idle reservation = reserved − most
            executions at once. Throttle rate = throttles ÷ (invocations + throttles).
          </>
        ),
        sources: [
          "CloudWatch by hour (15 days) or UTC day",
          "Lambda GetAccountSettings",
          "Lambda GetFunctionConcurrency and provisioned concurrency",
        ],
        n: known.length,
        coverage: view.places.length === 0 ? null : known.length / view.places.length,
        caveats: [
          "A maximum within an hour is the highest minute that CloudWatch kept.",
          "Limits are today's; a limit raised within the period is applied to all of it.",
          "n and coverage count account-Regions whose headroom is known.",
        ],
      }}
    />
  );
}

function Answer({ view }: { readonly view: ConcurrencyView }) {
  const tightest = view.places[0];
  if (!tightest || tightest.share === null || tightest.limit === null || tightest.claimed === null) {
    return (
      <>
        Not known yet: for none of {formatNoun(view.places.length, "account-Region")} have both limit and metrics been
        read.
      </>
    );
  }
  const unknown = view.places.filter(({ share }) => share === null).length;
  return (
    <>
      <strong>
        {tightest.accountName}, {tightest.region}
      </strong>{" "}
      claimed <strong>{formatPercent(tightest.share)}</strong> of its {formatExact(tightest.limit)}
      {tightest.peakAt ? (
        <>
          {" "}
          at <Instant at={tightest.peakAt} />
        </>
      ) : null}
      , which left <strong>{formatExact(Math.max(0, tightest.headroom ?? 0))}</strong>
      {tightest.runway.state === "growing" && tightest.runway.day !== null ? (
        <>
          ; at the pace of the last 90 days it runs out on <strong>{dayText(tightest.runway.day)}</strong>
        </>
      ) : null}
      {unknown > 0 ? `; of ${formatNoun(unknown, "other account-Region")} it is not known` : ""}.
    </>
  );
}
