import { AnalysisHeader } from "#components/layout/analysis-header.tsx";
import { formatExact, formatPercent } from "#lib/client/format.ts";
import type { NetworkView } from "#lib/domain/views/network.ts";
import { PenaltyInShort } from "./penalty-answer.tsx";

/** The question, its answer with figures, and how they were computed. */
export function NetworkHeader({ view }: { readonly view: NetworkView }) {
  const { penalty, vpcFunctions, functions } = view;
  return (
    <AnalysisHeader
      question="What do VPCs cost our functions?"
      answer={
        <>
          <strong>{formatExact(vpcFunctions)}</strong> of {formatExact(functions)} functions (
          {formatPercent(vpcFunctions / functions)}) stand in a VPC. <PenaltyInShort penalty={penalty} />
        </>
      }
      method={{
        formula: (
          <>
            Start: see the method of the start penalty below; subnets, NAT gateways and needs have a method of their
            own.
          </>
        ),
        sources: [
          "Log reports (init)",
          "Lambda function configuration and state",
          "EC2 subnets, route tables, NAT gateways, endpoints",
        ],
        caveats: ["That functions in a VPC start later or sooner is an association, not a cause."],
      }}
    />
  );
}
