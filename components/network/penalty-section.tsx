import { IntervalBars } from "#components/charts/interval-bars.tsx";
import { formatNoun } from "#lib/client/format.ts";
import type { StartPenalty } from "#lib/domain/views/network.ts";
import { StrataTable } from "./strata-table.tsx";

const mostBars = 20;

/** The start penalty by stratum, as intervals and with both sides of each. */
export function PenaltySection({ penalty }: { readonly penalty: StartPenalty }) {
  const { strata, pooled, unmatchedStrata } = penalty;
  const compared = strata.filter(({ differenceMs }) => differenceMs !== null);
  return (
    <section className="mt-8">
      <h2 className="mb-1 text-lg font-semibold">Start penalty by stratum</h2>
      <p className="mb-3 max-w-[80ch] text-sm text-muted">
        An association, not a cause. {formatNoun(compared.length, "stratum", "strata")} could be compared;{" "}
        {formatNoun(strata.length - compared.length, "stratum has", "strata have")} fewer than 20 inits on a side, and{" "}
        {formatNoun(unmatchedStrata, "stratum", "strata")} of VPC functions {unmatchedStrata === 1 ? "has" : "have"} no
        counterpart outside.
      </p>
      {compared.length > 0 ? (
        <IntervalBars
          className="mb-4"
          title="Difference of median init, in a VPC − outside"
          reading={reading(penalty)}
          unit="ms"
          intervals={[
            ...(pooled
              ? [
                  {
                    id: "pooled",
                    label: "All strata, pooled",
                    estimate: pooled.differenceMs,
                    ...pooled.interval,
                    n: total(compared),
                  },
                ]
              : []),
            ...compared.slice(0, mostBars).map(({ id, label, differenceMs, interval, vpcInits, otherInits }) => ({
              id,
              label,
              estimate: differenceMs,
              low: interval?.low ?? null,
              high: interval?.high ?? null,
              n: vpcInits + otherInits,
            })),
          ]}
        />
      ) : null}
      <StrataTable strata={strata} />
    </section>
  );
}

function total(strata: StartPenalty["strata"]): number {
  return strata.reduce((sum, { vpcInits, otherInits }) => sum + vpcInits + otherInits, 0);
}

function reading({ strata }: StartPenalty): string {
  const longer = strata.filter(({ interval }) => interval !== null && interval.low > 0).length;
  const shorter = strata.filter(({ interval }) => interval !== null && interval.high < 0).length;
  return `Init is longer in a VPC in ${formatNoun(longer, "stratum", "strata")}, shorter in ${formatNoun(shorter, "stratum", "strata")}; in the others chance explains it. Where few functions stand on a side, one of them decides: see the table.`;
}
