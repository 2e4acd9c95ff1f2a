import { AnalysisHeader } from "#components/layout/analysis-header.tsx";
import { Term } from "#components/ui/term.tsx";
import { formatDuration, formatExact, formatNoun, formatPercent } from "#lib/client/format.ts";
import type { NetworkView, StartPenalty } from "#lib/domain/views/network.ts";
import { formatDifference } from "./format-difference.ts";

/** The question, its answer with figures, and how they were computed. */
export function NetworkHeader({ view }: { readonly view: NetworkView }) {
  const { penalty, vpcFunctions, functions } = view;
  const compared = penalty.strata.filter(({ differenceMs }) => differenceMs !== null);
  return (
    <AnalysisHeader
      question="What do VPCs cost our functions?"
      answer={
        <>
          <strong>{formatExact(vpcFunctions)}</strong> of {formatExact(functions)} functions (
          {formatPercent(vpcFunctions / functions)}) stand in a VPC. <Penalty penalty={penalty} />
        </>
      }
      method={{
        formula: (
          <>
            Median init in a VPC − median init outside, within each <Term name="stratum">stratum</Term> (runtime,
            architecture, package type, memory band, size band, SnapStart), from merged histograms; the 95 %{" "}
            <Term name="confidence interval">interval</Term> from the ranks of both medians; strata pooled by random
            effects (DerSimonian and Laird), so that strata that disagree widen it. A stratum needs 20 inits on both
            sides. Days to zero = addresses left ÷ their loss a day by least squares.
          </>
        ),
        sources: [
          "Log reports (init)",
          "Lambda function configuration and state",
          "EC2 subnets, route tables, NAT gateways, endpoints",
        ],
        n: compared.reduce((sum, { vpcInits, otherInits }) => sum + vpcInits + otherInits, 0),
        caveats: [
          "An association, not a cause: functions were not put into VPCs by lot.",
          "Starts of one function resemble each other; beside the inits stands how many functions they come from.",
          "Time to attach the network before init begins is not in init. Prices of NAT gateways are not connected.",
        ],
      }}
    />
  );
}

function Penalty({ penalty }: { readonly penalty: StartPenalty }) {
  const { pooled, strata } = penalty;
  if (pooled === null) {
    return strata.length === 0 ? (
      <>No function outside a VPC is like one of them, or no init was read, so a start penalty cannot be measured.</>
    ) : (
      <>
        Too few inits for a start penalty: none of {formatNoun(strata.length, "stratum", "strata")} has 20 on both
        sides.
      </>
    );
  }
  const { low, high } = pooled.interval;
  if (low <= 0 && high >= 0) {
    return (
      <>
        No start penalty can be told from chance: <strong>{formatDifference(pooled.differenceMs)}</strong> (
        {formatDifference(low)} to {formatDifference(high)}) over {formatNoun(pooled.strata, "stratum", "strata")}.
      </>
    );
  }
  return (
    <>
      Their median init is <strong>{formatDuration(Math.abs(pooled.differenceMs))}</strong>{" "}
      {pooled.differenceMs > 0 ? "longer" : "shorter"} ({formatDifference(low)} to {formatDifference(high)}) than that
      of like functions outside, over {formatNoun(pooled.strata, "stratum", "strata")}.
    </>
  );
}
