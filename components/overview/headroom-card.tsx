import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { FactValue } from "#components/ui/fact-value.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { Term } from "#components/ui/term.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { formatExact, formatPercent } from "#lib/client/format.ts";
import type { TightestRegion } from "#lib/domain/views/overview.ts";

/** How much concurrency is left where least is. */
export function HeadroomCard({ tightest }: { readonly tightest: TightestRegion | null }) {
  return (
    <Card aria-label="Concurrency headroom">
      <CardHeader
        title="Concurrency headroom"
        reading={
          tightest
            ? `Least in ${tightest.accountName}, ${tightest.region}`
            : "Claimed concurrency has not been read for this period."
        }
        actions={<TextLink href="/concurrency">See all</TextLink>}
      />
      <CardBody>
        {tightest ? (
          <Headroom {...tightest} />
        ) : (
          <FactValue unknown={{ state: "notYetRead", reason: "No claimed concurrency has been read in this scope." }}>
            {null}
          </FactValue>
        )}
      </CardBody>
    </Card>
  );
}

function Headroom({ claimed, limit }: Pick<TightestRegion, "claimed" | "limit">) {
  return (
    <div className="grid gap-2">
      <p className="text-sm">
        <strong className="tabular text-xl font-semibold">{formatPercent(Math.max(0, 1 - claimed / limit))}</strong>{" "}
        left
      </p>
      <Progress
        label={<Term name="claimed concurrency">Claimed at the peak</Term>}
        done={claimed}
        total={limit}
        detail={`${formatExact(claimed)} of ${formatExact(limit)}`}
      />
    </div>
  );
}
