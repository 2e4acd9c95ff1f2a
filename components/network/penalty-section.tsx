import { IntervalBars } from "#components/charts/interval-bars.tsx";
import { Method } from "#components/layout/method.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Term } from "#components/ui/term.tsx";
import { formatDuration, formatExact, formatNoun } from "#lib/client/format.ts";
import type { PenaltyStratum, PenaltyView, PooledPenalty, StartPenalty } from "#lib/domain/views/network.ts";
import { MovesSection } from "./moves-section.tsx";
import { PenaltyAnswer } from "./penalty-answer.tsx";
import { StrataTable } from "./strata-table.tsx";

const mostBars = 15;

/** The start penalty: the answer, the intervals of strata and of all together, and both sides of each. */
export function PenaltySection({ penalty }: { readonly penalty: PenaltyView }) {
  const { strata, pooled, moves } = penalty;
  // What is known best first: slow runtimes have intervals of seconds, beside which the others could not be read.
  const measured = strata.filter(({ interval }) => interval !== null).toSorted((a, b) => width(a) - width(b));
  return (
    <section className="mt-8" aria-labelledby="start-penalty">
      <h2 id="start-penalty" className="mb-1 text-lg font-semibold">
        Start penalty
      </h2>
      <p className="max-w-[80ch] text-base text-muted [&_strong]:font-semibold [&_strong]:text-ink">
        <PenaltyAnswer penalty={penalty} />
      </p>
      <p className="mt-1 max-w-[80ch] text-sm text-muted">{standing(penalty)}</p>
      <PenaltyMethod pooled={pooled} />
      {pooled !== null || measured.length > 0 ? (
        <IntervalBars
          className="mt-3"
          title="Init in a VPC − outside, with 95 % intervals"
          reading={reading(penalty)}
          unit="ms"
          intervals={[
            ...(pooled ? [pooledBar(pooled)] : []),
            ...measured.slice(0, mostBars).map(({ id, label, differenceMs, interval, vpcInits, otherInits }) => ({
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
      <div className="mt-4">
        <StrataTable strata={strata} pooled={pooled} />
      </div>
      <Unmatched penalty={penalty} />
      <MovesSection moves={moves} />
    </section>
  );
}

function pooledBar(pooled: PooledPenalty) {
  return {
    id: "pooled",
    label: `All strata together (${formatExact(pooled.strata)})`,
    estimate: pooled.differenceMs,
    ...pooled.interval,
    n: pooled.vpcInits + pooled.otherInits,
  };
}

const width = ({ interval }: PenaltyStratum) => (interval ? interval.high - interval.low : Infinity);

/** What the answer stands on. */
function standing({ pooled, strata, thinStrata: open, twoSidedStrata }: StartPenalty): string {
  const rests = pooled
    ? `It rests on ${formatNoun(pooled.vpcFunctions, "function")} in a VPC (${formatNoun(pooled.vpcInits, "init")}) and ${formatExact(pooled.otherFunctions)} outside (${formatNoun(pooled.otherInits, "init")}) in ${formatNoun(pooled.strata, "stratum", "strata")}.`
    : "";
  const differ =
    pooled && pooled.betweenStrataMs > 0
      ? ` Strata differ by more than chance explains: the penalty varies between them by about ${formatDuration(pooled.betweenStrataMs)}, which the interval contains.`
      : "";
  const few =
    open > 0
      ? ` ${formatNoun(open, "stratum has", "strata have")} fewer than 20 inits on a side and ${open === 1 ? "is" : "are"} left out.`
      : "";
  const rest = twoSidedStrata > strata.length ? ` The first ${formatExact(strata.length)} are listed.` : "";
  return `${rests}${differ}${few}${rest}`.trim();
}

function PenaltyMethod({ pooled }: { readonly pooled: PooledPenalty | null }) {
  return (
    <Method
      formula={
        <>
          In each <Term name="stratum">stratum</Term> (runtime, architecture, package type, memory band, size band,
          layers, SnapStart): median init in a VPC − median init outside, a function with n inits weighing n ÷ (n + 4),
          so that a busy one does not decide. Interval: d ± t × √(v₁ + v₀), v being the variance of an arm&apos;s median
          over 400 bootstrap draws of whole functions, drawn towards the spread of functions over all strata as if four
          more functions had been seen; t is Student&apos;s with Welch&apos;s degrees of freedom. All strata together:
          weighted mean of the differences between mean function medians, by random effects (DerSimonian and Laird) with
          Student&apos;s t. It holds a planted +38 ms in at least 95 of 100 simulated fleets. What could have been seen:
          (t₀.₉₇₅ + t₀.₈₀) × standard error, 80 % power.
        </>
      }
      sources={[
        "Init of log reports in this period, as histograms right within 2 %",
        "Lambda function configuration as it is now",
      ]}
      n={pooled ? pooled.vpcInits + pooled.otherInits : null}
      caveats={[
        "An association, not a cause: functions were not put into VPCs by lot, and what else differs between them is not known.",
        "Attaching the network before init begins is not in init.",
        "A function that moved during the period counts with all its starts where it stands now.",
        "A side needs 20 inits to be compared; one of a single function takes the spread that functions have in the other strata.",
      ]}
    />
  );
}

/** Strata of VPC functions without a counterpart, by name. */
function Unmatched({ penalty: { unmatched, unmatchedStrata } }: { readonly penalty: StartPenalty }) {
  if (unmatchedStrata === 0) return null;
  const more = unmatchedStrata - unmatched.length;
  return (
    <Disclosure
      className="mt-2"
      summary={`${formatNoun(unmatchedStrata, "stratum", "strata")} only in VPCs: nothing outside to compare with`}
    >
      <ul className="grid gap-1 text-sm text-muted">
        {unmatched.map(({ label, functions, inits }) => (
          <li key={label}>
            {label}: {formatNoun(functions, "function")}, {formatNoun(inits, "init")}
          </li>
        ))}
        {more > 0 ? <li>and {formatExact(more)} smaller</li> : null}
      </ul>
    </Disclosure>
  );
}

function reading({ strata, pooled }: StartPenalty): string {
  const longer = strata.filter(({ interval }) => interval !== null && interval.low > 0).length;
  const shorter = strata.filter(({ interval }) => interval !== null && interval.high < 0).length;
  const told = strata.filter(({ interval }) => interval !== null).length;
  const all = pooled ? "All strata together, then those that are known best. " : "";
  if (told === 0) return `${all}No stratum by itself has functions enough for an interval.`;
  return `${all}Init is longer in a VPC in ${formatExact(longer)} of ${formatNoun(told, "stratum", "strata")}, shorter in ${formatExact(shorter)}; in the others no difference can be told from chance. Of twenty strata one is expected outside by chance alone.`;
}
